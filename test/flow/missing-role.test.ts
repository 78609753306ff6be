import { describe, expect, test } from '@jest/globals';
import type { CallRecord } from '../../infra/local/calls.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { aBucket, createBucket } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { deadLetters, ending, ledgerEntry, ourCalls, post, trails, waiting } from './traces.ts';

// An account whose member role is not there: one message in a minute asks for it, and the others wait.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const first = { ...aBucket, account: '666666666666', name: 'newcomer-first' };
const second = { ...first, name: 'newcomer-second' };

/** The calls of our functions since, by name. */
function callsSince(house: House, at: number): readonly string[] {
  return ourCalls(house)
    .filter((call) => call.at >= at)
    .map(({ operation }) => operation);
}

function assumptions(house: House): readonly CallRecord[] {
  return ourCalls(house).filter(({ operation }) => operation === 'AssumeRole');
}

function checkOf(house: House, { account, region, name }: BucketRef) {
  return {
    source: 'stocktake',
    'detail-type': 'Bucket Check Requested',
    account: house.organization.seed.hub.account,
    region,
    time: new Date(house.clock.now()).toISOString(),
    detail: { account, region, bucket: name },
  };
}

async function newcomers(house: House, count: number): Promise<readonly BucketRef[]> {
  const buckets = Array.from({ length: count }, (_, index) => ({
    ...first,
    name: `newcomer-${index}`,
  }));
  for (const bucket of buckets) await createBucket(house, bucket);
  return buckets;
}

describe('a role that was refused', () => {
  test('is not asked for again by the next bucket, which is recorded all the same', async () => {
    const house = await openHouse();
    await createBucket(house, first);
    await house.organization.settle();

    await createBucket(house, second);
    await house.organization.settle();

    expect(assumptions(house)).toHaveLength(1);
    expect(await ending(house, second)).toBe('deferred: role-not-ready');
    expect((await ledgerEntry(house, second)).reason).toMatch(/cannot be assumed: User: /);
  });

  test('is asked for once a minute at most, however many wait', async () => {
    const house = await openHouse();
    await newcomers(house, 30);

    await house.clock.advance(HOUR);

    expect(assumptions(house).length).toBeGreaterThan(3);
    expect(assumptions(house).length).toBeLessThanOrEqual(60);
  });

  test('sends a message that waits for it back, and does nothing else', async () => {
    const house = await openHouse();
    await createBucket(house, first);
    await house.clock.advance(10_000);
    const from = house.clock.now();
    const firstSeen = new Date(from - HOUR).toISOString();

    post(house, JSON.stringify(checkOf(house, second)), {
      cause: { DataType: 'String', StringValue: 'role-not-ready' },
      attempts: { DataType: 'Number', StringValue: '3' },
      firstSeen: { DataType: 'String', StringValue: firstSeen },
    });
    await house.organization.settle();

    expect(callsSince(house, from)).toEqual(['SendMessage']);
    expect(trails(house)).toContainEqual(['role-not-ready', '4', firstSeen]);
  });

  test('that comes serves all who wait within a quarter of an hour', async () => {
    const house = await openHouse();
    const buckets = await newcomers(house, 30);
    await house.clock.advance(HOUR);

    house.organization.addRole(first.account);
    await house.clock.advance(16 * MINUTE);

    const endings = await Promise.all(buckets.map((bucket) => ending(house, bucket)));
    expect(new Set(endings)).toEqual(new Set(['corrected']));
  });

  test('for a day ends each message with a try of its own', async () => {
    const house = await openHouse();
    const begun = house.clock.now();
    await createBucket(house, first);
    await house.clock.advance(20_000);
    await createBucket(house, second);

    await house.clock.advance(24 * HOUR + MINUTE);

    const triedAt = (from: number) =>
      assumptions(house).filter(({ at }) => at >= begun + from && at < begun + from + 2_000).length;
    expect([triedAt(24 * HOUR), triedAt(24 * HOUR + 20_000)]).toEqual([1, 1]);
    expect((await deadLetters(house)).map(({ cause }) => cause)).toEqual([
      'role-not-ready',
      'role-not-ready',
    ]);
    expect(await ending(house, first)).toBe('failed: role-not-ready');
    expect(waiting(house)).toBe(0);
  });
});
