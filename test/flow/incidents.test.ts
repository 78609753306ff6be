import { describe, expect, test } from '@jest/globals';
import { aBucket, createBucket, requestCheck } from './actors.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { ending, ledgerEntry, notices, ourWrites } from './traces.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const memberRole = `arn:aws:iam::${aBucket.account}:role/stocktake/stocktake-member`;
const PUT = 's3:PutInventoryConfiguration';

function openWatchedHouse(options: HouseOptions = {}): Promise<House> {
  return openHouse({ schedules: true, ...options });
}

function bucketNamed(name: string) {
  return { ...aBucket, name };
}

describe('a permission that is missing', () => {
  const opened = 'opened: A permission is missing in account 111111111111 (payments-prod)';
  const closed = 'closed: Over: A permission is missing in account 111111111111 (payments-prod)';

  test('is told once for all the buckets that it hits', async () => {
    const house = await openWatchedHouse();
    house.organization.revoke(memberRole, PUT);

    for (const name of ['one', 'two', 'three']) {
      await createBucket(house, bucketNamed(`payments-${name}`));
    }
    await house.clock.advance(2 * HOUR);

    expect(await ending(house, bucketNamed('payments-one'))).toBe('failed: denied');
    expect(notices(house)).toEqual([`${opened}: 3 buckets failed`]);
  });

  test('is over when its last bucket is well', async () => {
    const house = await openWatchedHouse();
    const restore = house.organization.revoke(memberRole, PUT);
    await createBucket(house, aBucket);
    await createBucket(house, bucketNamed('payments-two'));
    await house.clock.advance(2 * HOUR);

    restore();
    await requestCheck(house, aBucket);
    await house.clock.advance(10 * MINUTE);
    const meanwhile = notices(house);
    await requestCheck(house, bucketNamed('payments-two'));
    await house.clock.advance(10 * MINUTE);

    expect(meanwhile).toEqual([`${opened}: 2 buckets failed`]);
    expect(notices(house)).toEqual([`${opened}: 2 buckets failed`, closed]);
    expect((await ledgerEntry(house, aBucket)).incident).toBeUndefined();
  });

  test('is told anew when it comes back', async () => {
    const house = await openWatchedHouse();
    const restore = house.organization.revoke(memberRole, PUT);
    await createBucket(house, aBucket);
    await house.clock.advance(2 * HOUR);
    restore();
    await requestCheck(house, aBucket);
    await house.clock.advance(10 * MINUTE);

    house.organization.revoke(memberRole, 's3:GetInventoryConfiguration');
    await requestCheck(house, aBucket);
    await house.clock.advance(2 * HOUR);

    expect(notices(house)).toEqual([
      `${opened}: 1 bucket failed`,
      closed,
      `${opened}: 1 bucket failed`,
    ]);
  });
});

describe('a role that is not there', () => {
  const newcomer = { ...aBucket, account: '666666666666', name: 'newcomer-first' };

  test('is told after a quarter of an hour, while its buckets still wait', async () => {
    const house = await openWatchedHouse();

    await createBucket(house, newcomer);
    await house.clock.advance(10 * MINUTE);
    const early = notices(house);
    await house.clock.advance(30 * MINUTE);

    expect(early).toEqual([]);
    expect(await ending(house, newcomer)).toBe('deferred: role-not-ready');
    expect(notices(house)).toEqual([
      'opened: The member role is missing in account 666666666666 (newcomer): 1 bucket waiting',
    ]);
  });

  test('is over when it has come', async () => {
    const house = await openWatchedHouse();
    await createBucket(house, newcomer);
    await house.clock.advance(HOUR);

    house.organization.addRole(newcomer.account);
    await house.clock.advance(HOUR);

    expect(await ending(house, newcomer)).toBe('corrected');
    expect(notices(house).at(-1)).toMatch(/^closed: Over: The member role is missing/);
    expect(notices(house)).toHaveLength(2);
  });
});

describe('a bucket that heals before anybody is told', () => {
  test('is nobody’s incident', async () => {
    const house = await openWatchedHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);

    await requestCheck(house, aBucket);
    await house.clock.advance(10 * MINUTE);

    expect(notices(house)).toEqual([]);
    expect(ourWrites(house)).toHaveLength(1);
  });
});
