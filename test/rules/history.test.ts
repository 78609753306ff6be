import { describe, expect, test } from '@jest/globals';
import { type FoundNow, type KnownBefore, momentOf } from '../../rules/history.ts';
import { anInventory } from './builders.ts';

const at = Date.parse('2026-11-24T09:00:00Z');
const compliant: KnownBefore = { state: 'compliant', configuration: 'aaa' };

function found(over: Partial<FoundNow> = {}): FoundNow {
  return { outcome: 'compliant', observedAt: at, configuration: 'aaa', ...over };
}

const change = {
  action: 'delete',
  id: 'stocktake-old',
  reasons: ['no rule demands it'],
  before: anInventory({ Id: 'stocktake-old' }),
} as const;

describe('what is worth remembering', () => {
  test.each<[string, KnownBefore, Partial<FoundNow>, string | undefined]>([
    ['as it was', compliant, { mandate: 'new' }, undefined],
    ['as it was, whoever called', compliant, { actor: 'arn:aws:iam::1:role/x' }, undefined],
    ['another state', compliant, { outcome: 'drifted' }, 'state'],
    [
      'another cause',
      { state: 'deferred', cause: 'throttled' },
      { outcome: 'deferred', cause: 'denied' },
      'state',
    ],
    [
      'the same trouble in other words',
      { state: 'deferred', cause: 'throttled', reason: 'a' },
      { outcome: 'deferred', cause: 'throttled', reason: 'b' },
      undefined,
    ],
    [
      'another exemption',
      { state: 'exempt', reason: 'a' },
      { outcome: 'exempt', reason: 'b' },
      'state',
    ],
    ['ours changed, and left so', compliant, { configuration: 'bbb' }, 'changed'],
    ['ours not seen', compliant, { configuration: undefined }, undefined],
    [
      'corrected',
      compliant,
      { outcome: 'corrected', changes: [{ ...change, permitted: true }] },
      'corrected',
    ],
    [
      'only found',
      { state: 'drifted' },
      { outcome: 'drifted', changes: [{ ...change, permitted: false }] },
      undefined,
    ],
    [
      'marked by a sweep',
      compliant,
      { outcome: 'drifted', awaits: 12, changes: [{ ...change, permitted: true }] },
      undefined,
    ],
    ['gone', compliant, { outcome: 'gone' }, 'deleted'],
    ['gone again', { state: 'gone' }, { outcome: 'gone' }, undefined],
    ['never there', {}, { outcome: 'gone' }, undefined],
    ['deleted before it was seen', { deletedAt: 1 }, { outcome: 'gone' }, 'deleted'],
    ['there again', { state: 'gone' }, {}, 'state'],
  ])('%s', (...[, known, over, kind]) => {
    expect(momentOf(known, found(over))?.kind).toBe(kind);
  });

  test('the first moment of a life holds the birth, even if a sweep has marked the bucket before', () => {
    const birth = { createdAt: at - 1, creator: 'arn:aws:iam::1:role/deployer' };

    const first = momentOf(birth, found());
    const marked = momentOf({ ...birth, state: 'drifted', awaits: 1 }, found());
    const again = momentOf({ ...birth, state: 'gone' }, found());
    const later = momentOf({ ...birth, state: 'drifted' }, found());

    expect(first).toMatchObject(birth);
    expect(marked).toMatchObject(birth);
    expect(again).toMatchObject(birth);
    expect(later).not.toHaveProperty('creator');
  });
});
