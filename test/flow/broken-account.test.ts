import { beforeAll, describe, expect, test } from '@jest/globals';
import { readPolicy } from '../../infra/local/policy.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import { AwsError } from '../../infra/local/service.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { aBucket, createBucket } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { twentyMilliseconds } from './latency.ts';
import { ending, ourCalls, post, workQueue } from './traces.ts';

// An account in which nothing works, and those that share the queue with it.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const healthy = { ...aBucket, account: '444444444444', name: 'trials-raw' };

/** S3 denies everything in the account of `aBucket`, and says why. */
function deny({ organization }: House): void {
  const message =
    'User: arn:aws:sts::111111111111:assumed-role/stocktake-member/stocktake is not authorized to perform: s3:GetInventoryConfiguration because no identity-based policy allows it';
  const denied = new AwsError('AccessDenied', message, { status: 403 });
  const lists = { service: 's3', operation: 'ListBucketInventoryConfigurations' };
  organization.faults.next(1_000_000, { ...lists, account: aBucket.account }, denied);
}

/** Asks for a check of that many buckets of an account. */
function flood(house: House, count: number, { account, region }: BucketRef): void {
  const time = new Date(house.clock.now()).toISOString();
  const { account: hub } = house.organization.seed.hub;
  const event = { source: 'stocktake', 'detail-type': 'Bucket Check Requested', account: hub };
  for (let index = 0; index < count; index += 1) {
    const detail = { account, region, bucket: `flood-${index}` };
    post(house, JSON.stringify({ ...event, region, time, detail }));
  }
}

test('events wait in the group of the account that they come from', async () => {
  const house = await openHouse({ parameters: { GracePeriodSeconds: '60' } });

  await createBucket(house, aBucket);
  await createBucket(house, healthy);
  await house.organization.settle();

  const groups = workQueue(house)
    .messages()
    .map(({ group }) => group);
  expect(groups).toEqual([aBucket.account, healthy.account]);
});

function lookedAt(house: House, { name }: BucketRef): number {
  return ourCalls(house).filter(({ bucket }) => bucket === name).length;
}

describe('ten thousand messages of an account that denies everything', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ transport: twentyMilliseconds });
    deny(house);
    flood(house, 10_000, aBucket);
    await createBucket(house, healthy);
    await house.clock.advance(4 * SECOND);
  });

  test('keep no other account waiting', async () => {
    expect(await ending(house, healthy)).toBe('corrected');
  });

  test('are not tried one and all', () => {
    const tried = house.organization.calls.filter(({ errorCode }) => errorCode === 'AccessDenied');

    // As many as were under way before the first of them failed, and then as the budget allows.
    expect(tried.length).toBeLessThan(150);
  });

  test('wait in a group of their own', () => {
    const groups = new Set(
      workQueue(house)
        .messages()
        .map(({ group }) => group),
    );

    expect(groups).toEqual(new Set([aBucket.account]));
  });
});

describe('an account whose buckets are denied one by one', () => {
  const Statement = {
    Effect: 'Deny',
    Action: 's3:GetInventoryConfiguration',
    Resource: 'arn:aws:s3:::denied-*',
  };
  const policy = readPolicy({ Version: '2012-10-17', Statement });
  const control = { name: 'denials', targets: ['Workloads/Production'], policy };
  const seed = { ...defaultSeed, serviceControlPolicies: [control] };
  const denied = Array.from({ length: 150 }, (_, index) => ({
    ...aBucket,
    name: `denied-${index}`,
  }));

  const among = { ...aBucket, name: 'payments-among-them' };
  const later = { ...aBucket, name: 'payments-later' };
  let house: House;
  let endings: Readonly<Record<'among' | 'later', string>>;

  beforeAll(async () => {
    house = await openHouse({ seed });
    for (const bucket of [...denied, among]) await createBucket(house, bucket);
    await house.clock.advance(2 * MINUTE);
    const first = await ending(house, among);
    await createBucket(house, later);
    await house.clock.advance(5 * SECOND);
    endings = { among: first, later: await ending(house, later) };
    await house.clock.advance(2 * HOUR);
  });

  test('has a bucket in the middle of them served soon', () => {
    expect(endings.among).toBe('corrected');
  });

  test('has a new bucket served at once while the others are being tried again', () => {
    expect(endings.later).toBe('corrected');
  });

  test('has every bucket end in the ledger, tried as often as if it were alone', async () => {
    const ends = await Promise.all(denied.map((bucket) => ending(house, bucket)));

    expect(new Set(ends)).toEqual(new Set(['failed: denied-by-policy']));
    expect(new Set(denied.map((bucket) => lookedAt(house, bucket)))).toEqual(new Set([4]));
  });
});
