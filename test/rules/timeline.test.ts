import { describe, expect, test } from '@jest/globals';
import type { Moment } from '../../rules/history.ts';
import { timelineOf } from '../../rules/timeline.ts';

const at = Date.parse('2026-11-24T09:00:00Z');
const creator = 'arn:aws:iam::111111111111:role/deployer';

function iso(seconds: number): string {
  return new Date(at + seconds * 1_000).toISOString();
}

function aMoment(moment: Partial<Moment> = {}): Moment {
  return { kind: 'state', at, applied: [], ...moment };
}

describe('timelineOf', () => {
  test('nothing known is nothing told', () => {
    expect(timelineOf(undefined, [])).toEqual([]);
    expect(timelineOf({}, [])).toEqual([]);
  });

  test('what comes at the same moment is told in the order of life', () => {
    const present = { seenAt: at, checkedAt: iso(0) };
    const birth = aMoment({ kind: 'created', actor: creator });

    const events = timelineOf(present, [aMoment({ state: 'compliant' }), birth]);

    expect(events).toEqual([
      { at: iso(0), event: 'created', by: creator },
      { at: iso(0), event: 'first-seen' },
      { at: iso(0), event: 'state', state: 'compliant' },
      { at: iso(0), event: 'checked' },
    ]);
  });

  test('everything else is told in the order of time', () => {
    const moments = [aMoment({ at: at + 9_000 }), aMoment({ at: at + 1_000, kind: 'changed' })];

    const events = timelineOf({ checkedAt: iso(5), seenAt: at + 3_000 }, moments);

    expect(events.map(({ event }) => event)).toEqual(['changed', 'first-seen', 'checked', 'state']);
  });

  test('the end of a bucket comes before the birth of the next, however close', () => {
    const events = timelineOf({ createdAt: at }, [aMoment({ kind: 'deleted', at: at - 1 })]);

    expect(events.map(({ event }) => event)).toEqual(['deleted', 'created']);
  });

  test('a birth that several tell of is told once, another one of the same name as well', () => {
    const births = [at, at, at + 7_000].map((createdAt) => aMoment({ createdAt, creator }));

    const events = timelineOf({ createdAt: at + 7_000 }, births);

    expect(events.filter(({ event }) => event === 'created').map((one) => one.at)).toEqual([
      iso(0),
      iso(7),
    ]);
  });

  test('a birth that was a moment of its own is not told again', () => {
    const moments = [aMoment({ kind: 'created', actor: creator }), aMoment({ createdAt: at })];

    const events = timelineOf({ createdAt: at, creator }, moments);

    expect(events.map(({ event, by }) => [event, by])).toEqual([
      ['created', creator],
      ['state', undefined],
    ]);
  });

  test('a birth whose creator nobody knows names none', () => {
    expect(timelineOf({ createdAt: at }, [])).toEqual([{ at: iso(0), event: 'created' }]);
  });

  test('a moment is told with all that is known of it, changes with their rules', () => {
    const known = {
      state: 'compliant',
      before: 'drifted',
      cause: 'throttled',
      reason: 'It took three tries.',
      mandate: 'a1b2c3',
    } as const;
    const ours = { action: 'put', id: 'stocktake-daily', why: 'it is missing' } as const;
    const foreign = { action: 'delete', id: 'theirs', why: 'it is surplus' } as const;

    const [told] = timelineOf(undefined, [
      aMoment({ ...known, kind: 'corrected', actor: creator, applied: [ours, foreign] }),
    ]);

    expect(told).toEqual({
      at: iso(0),
      event: 'corrected',
      by: creator,
      ...known,
      changes: [
        { ...ours, rule: 'daily' },
        { ...foreign, rule: 'theirs' },
      ],
    });
  });

  test.each([
    ['when it was heard of', { at, heardAt: at + 4_000 }, [{ at: iso(4) }]],
    ['else as of its own time', { at }, [{ at: iso(0) }]],
    ['with its fault', { heardAt: at, fault: 'it lacks Size' }, [{ fault: 'it lacks Size' }]],
    ['not before one arrived', {}, []],
  ])('a report is told %s', (_, daily, told) => {
    const common = { at: iso(0), event: 'report', rule: 'daily' };

    expect(timelineOf({ reports: { daily } }, [])).toEqual(
      told.map((one) => ({ ...common, ...one })),
    );
  });
});
