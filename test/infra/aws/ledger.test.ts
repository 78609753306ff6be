import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { failureOf } from '../../../infra/aws/failure.ts';
import { type Milestone, noteMilestone, recall, record } from '../../../infra/aws/ledger.ts';
import { briefEntries, entries } from '../../../infra/aws/ledger-entries.ts';
import type { Observation } from '../../../infra/aws/ledger-item.ts';
import { markAnnounced } from '../../../infra/aws/ledger-news.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { aBucket } from '../../flow/actors.ts';
import { type House, openHouse } from '../../flow/house.ts';

const noon = Date.parse('2026-11-24T12:00:00Z');

function anObservation(overrides: Partial<Observation> = {}): Observation {
  return { outcome: 'compliant', observedAt: noon, rules: ['weekly'], surplus: [], ...overrides };
}

/** Writes over what the ledger holds at this moment. */
async function observe({ operator }: House, overrides: Partial<Observation>) {
  return record(operator, await recall(operator, aBucket), anObservation(overrides));
}

describe('what is observed', () => {
  test('is recalled', async () => {
    const house = await openHouse();

    await observe(house, { outcome: 'corrected' });

    expect(await recall(house.operator, aBucket)).toMatchObject({
      state: 'compliant',
      outcome: 'corrected',
    });
  });

  test('gives way to what is newer, in whatever order it is written', async () => {
    const house = await openHouse();

    await observe(house, { outcome: 'drifted', observedAt: noon + 1 });
    const late = await observe(house, { outcome: 'failed', observedAt: noon });

    expect(late).toBeUndefined();
    expect(await recall(house.operator, aBucket)).toMatchObject({ state: 'drifted' });
  });

  test('gives way to what is newer, even if both began from the same entry', async () => {
    const { operator } = await openHouse();
    const known = await recall(operator, aBucket);

    await Promise.all([
      record(operator, known, anObservation({ outcome: 'failed', observedAt: noon })),
      record(operator, known, anObservation({ outcome: 'drifted', observedAt: noon + 2 })),
      record(operator, known, anObservation({ outcome: 'deferred', observedAt: noon + 1 })),
    ]);

    expect(await recall(operator, aBucket)).toMatchObject({ state: 'drifted' });
  });

  test('keeps what was announced', async () => {
    const house = await openHouse();
    await observe(house, {});
    const since = '2026-11-24T09:00:00.000Z';
    await markAnnounced(house.operator, aBucket, { state: 'compliant', since });

    const entry = await observe(house, { outcome: 'failed', observedAt: noon + 1 });

    expect(entry).toMatchObject({ state: 'failed', announced: 'compliant', announcedSince: since });
  });

  test('is listed by account', async () => {
    const house = await openHouse();
    await observe(house, {});

    const [here, elsewhere] = await Promise.all([
      Array.fromAsync(entries(house.operator, aBucket.account)),
      Array.fromAsync(entries(house.operator, '444444444444')),
    ]);

    expect([here.length, elsewhere.length]).toEqual([1, 0]);
  });

  test('is listed in few words among all', async () => {
    const house = await openHouse();
    await observe(house, { outcome: 'failed', cause: 'denied', reason: 'no permission' });

    const [entry] = await Array.fromAsync(briefEntries(house.operator));

    expect(entry).toMatchObject({
      account: aBucket.account,
      region: aBucket.region,
      bucket: aBucket.name,
      state: 'failed',
      reason: 'no permission',
      incident: `denied/${aBucket.account}`,
    });
    expect(entry).toMatchObject({ outcome: undefined, rules: [] });
  });
});

describe('births and deaths', () => {
  const deployer = 'arn:aws:iam::111111111111:role/deployer';
  const intruder = 'arn:aws:iam::111111111111:role/intruder';

  test('a bucket that is created again while it exists keeps its creator', async () => {
    const { operator } = await openHouse();

    await noteMilestone(operator, aBucket, { kind: 'created', at: noon, creator: deployer });
    await noteMilestone(operator, aBucket, {
      kind: 'created',
      at: noon + 60_000,
      creator: intruder,
    });

    expect((await recall(operator, aBucket)).creator).toBe(deployer);
  });

  test('a bucket that was deleted between has a new creator', async () => {
    const { operator } = await openHouse();

    await noteMilestone(operator, aBucket, { kind: 'created', at: noon, creator: deployer });
    await noteMilestone(operator, aBucket, { kind: 'deleted', at: noon + 30_000 });
    await noteMilestone(operator, aBucket, {
      kind: 'created',
      at: noon + 60_000,
      creator: intruder,
    });

    expect((await recall(operator, aBucket)).creator).toBe(intruder);
  });

  test('are noted with an answer that says what counts by then', async () => {
    const { operator } = await openHouse();
    const first = { kind: 'created', at: noon, creator: deployer } as const;

    const noted = await noteMilestone(operator, aBucket, first);
    const again = await noteMilestone(operator, aBucket, { ...first, at: noon + 60_000 });

    expect(noted).toEqual(await recall(operator, aBucket));
    expect(again).toEqual(noted);
  });

  test('a deletion of a bucket that nobody knows leaves no entry', async () => {
    const { operator } = await openHouse();

    await noteMilestone(operator, aBucket, { kind: 'deleted', at: noon });

    expect(await Array.fromAsync(entries(operator))).toEqual([]);
  });

  test('an earlier creation counts, in whatever order and however often the two arrive', async () => {
    const births: readonly Milestone[] = [
      { kind: 'created', at: noon, creator: deployer },
      { kind: 'created', at: noon + 60_000, creator: intruder },
    ];
    const orders = fc.shuffledSubarray([...births, ...births], { minLength: 4 });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { operator } = await openHouse();

        for (const birth of order) await noteMilestone(operator, aBucket, birth);

        expect((await recall(operator, aBucket)).creator).toBe(deployer);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a ledger that does not answer', () => {
  test('is unreadable, which is a cause', async () => {
    const { operator, organization } = await openHouse();
    const denied = new AwsError('AccessDeniedException', 'no', { status: 400 });
    organization.faults.next(1, { service: 'dynamodb' }, denied);

    const failure = await recall(operator, aBucket).catch(failureOf);

    expect(failure).toMatchObject({ cause: 'unreadable' });
  });
});
