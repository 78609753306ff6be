import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../infra/local/service.ts';
import { aBucket, createBucket, requestCheck } from './actors.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import {
  deadLetters,
  ending,
  hubEvents,
  ledgerEntry,
  notices,
  ourWrites,
  postDead,
} from './traces.ts';

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

const malformed = new AwsError(
  'MalformedXML',
  'The XML you provided was not well-formed or did not validate against our published schema',
);
const puts = { service: 's3', operation: 'PutBucketInventoryConfiguration' };
const refused = 'S3 does not accept what the mandate asks for in rule weekly';

describe('a notice that EventBridge refuses', () => {
  test('is told by the next one to look', async () => {
    const house = await openWatchedHouse();
    house.organization.faults.next(1_000, puts, malformed);
    await createBucket(house, aBucket);
    await house.clock.advance(10_000);
    const throttled = new AwsError('ThrottlingException', 'Rate exceeded', { status: 400 });
    house.organization.faults.next(1, { service: 'events', operation: 'PutEvents' }, throttled);

    await house.clock.advance(4 * MINUTE);

    expect(notices(house)).toEqual([`opened: ${refused}: 1 bucket failed`]);
  });
});

describe('a bucket whose account has left', () => {
  test('is part of no incident any more', async () => {
    const house = await openWatchedHouse();
    house.organization.faults.next(1_000, puts, malformed);
    await createBucket(house, aBucket);
    await house.clock.advance(10 * MINUTE);
    const unknown = new AwsError('AccountNotFoundException', 'You specified an unknown account.');
    house.organization.faults.next(1_000, { operation: 'DescribeAccount' }, unknown);

    await requestCheck(house, aBucket);
    await house.clock.advance(10 * MINUTE);

    expect(await ending(house, aBucket)).toBe('unmatched');
    expect(notices(house)).toEqual([
      `opened: ${refused}: 1 bucket failed`,
      `closed: Over: ${refused}`,
    ]);
    expect(await deadLetters(house)).toEqual([]);
  });
});

describe('a dead letter that comes late', () => {
  test('is nobody’s incident when its bucket has been well since', async () => {
    const house = await openWatchedHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(10 * MINUTE);
    const event = hubEvents(house).find(({ source }) => source === 'aws.s3');
    const before = '2026-11-24T08:50:00.000Z';
    const trail = { cause: 'unexpected', attempts: '3', firstSeen: before, lastSeen: before };

    postDead(house, JSON.stringify(event), { ...trail, reason: 'ImATeapot: Short and stout.' });
    await house.clock.advance(10 * MINUTE);

    expect(await deadLetters(house)).toMatchObject([{ cause: 'unexpected', about: aBucket }]);
    expect(notices(house)).toEqual([]);
  });
});
