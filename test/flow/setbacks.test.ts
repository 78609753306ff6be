import { describe, expect, test } from '@jest/globals';
import { setEnforcement } from '../../infra/aws/enforcement.ts';
import { readPolicy } from '../../infra/local/policy.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import { AwsError } from '../../infra/local/service.ts';
import {
  aBucket,
  createBucket,
  deleteInventory,
  inventories,
  inventoryIds,
  moveAccount,
  requestCheck,
} from './actors.ts';
import { openHouse } from './house.ts';
import { refusedOnce } from './refused-once.ts';
import { deadLetters, ending, ledgerEntry, news, ourWrites, post, waiting } from './traces.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
const puts = { service: 's3', operation: 'PutBucketInventoryConfiguration' };
const lists = { service: 's3', operation: 'ListBucketInventoryConfigurations' };

function movedTo(region: string): AwsError {
  const headers = { 'x-amz-bucket-region': region };
  return new AwsError('PermanentRedirect', 'It is not here.', { status: 301, headers });
}

describe('while S3 throttles', () => {
  test('a moment is bridged by the SDK', async () => {
    const house = await openHouse();
    house.organization.faults.next(2, puts, slowDown);

    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);

    expect(news(house)).toEqual(['payments-orders compliant']);
  });

  test('for longer, the bucket is deferred', async () => {
    const house = await openHouse();
    house.organization.faults.next(1_000, puts, slowDown);

    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);

    expect(await ending(house, aBucket)).toBe('deferred: throttled');
    expect(waiting(house)).toBe(1);
  });

  test('and says for how long, the bucket is left alone until then', async () => {
    const house = await openHouse();
    const headers = { 'retry-after': '120' };
    const later = new AwsError('SlowDown', slowDown.message, { status: 503, headers });
    house.organization.faults.next(3, puts, later);
    await createBucket(house, aBucket);
    await house.clock.advance(119_000);
    const meanwhile = await ending(house, aBucket);

    await house.clock.advance(MINUTE);

    expect(meanwhile).toBe('deferred: throttled');
    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('and stops, the bucket gets what it needs', async () => {
    const house = await openHouse();
    house.organization.faults.next(1_000, puts, slowDown);
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);

    house.organization.faults.clear();
    await house.clock.advance(10 * MINUTE);

    expect(await ending(house, aBucket)).toBe('corrected');
    expect(waiting(house)).toBe(0);
  });

  test('for more than an hour, the message becomes a dead letter with its trail', async () => {
    const house = await openHouse();
    house.organization.faults.next(1_000, puts, slowDown);

    await createBucket(house, aBucket);
    await house.clock.advance(1.2 * HOUR);

    expect(await ending(house, aBucket)).toBe('failed: throttled');
    expect(await deadLetters(house)).toMatchObject([{ cause: 'throttled' }]);
    expect(waiting(house)).toBe(0);
  });
});

describe('a new account whose role is not there yet', () => {
  const bucket = { ...aBucket, account: '666666666666', name: 'newcomer-first' };

  test('defers its buckets', async () => {
    const house = await openHouse();

    await createBucket(house, bucket);
    await house.organization.settle();

    expect(await ending(house, bucket)).toBe('deferred: role-not-ready');
    expect(ourWrites(house)).toEqual([]);
  });

  test('is served once the role is there', async () => {
    const house = await openHouse();
    await createBucket(house, bucket);
    await house.clock.advance(HOUR);

    house.organization.addRole(bucket.account);
    await house.clock.advance(HOUR);

    expect(await ending(house, bucket)).toBe('corrected');
    expect(await inventoryIds(house, bucket)).toEqual(['stocktake-weekly']);
  });
});

describe('a bucket that S3 does not show yet', () => {
  test('is deferred, and served when it appears', async () => {
    const consistency = { createVisibleAfterMs: 30_000, configurationVisibleAfterMs: 0 };
    const house = await openHouse({ consistency });
    await createBucket(house, aBucket);
    await house.organization.settle();
    const first = await ending(house, aBucket);

    await house.clock.advance(3 * MINUTE);

    expect(first).toBe('deferred: not-yet-visible');
    expect(await ending(house, aBucket)).toBe('corrected');
  });
});

describe('a configuration that S3 does not show yet', () => {
  test('is looked for again for a moment', async () => {
    const consistency = { createVisibleAfterMs: 0, configurationVisibleAfterMs: 700 };
    const house = await openHouse({ consistency });

    await createBucket(house, aBucket);
    await house.clock.advance(5_000);

    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('for longer is deferred and proven later', async () => {
    const consistency = { createVisibleAfterMs: 0, configurationVisibleAfterMs: 30_000 };
    const house = await openHouse({ consistency });
    await createBucket(house, aBucket);
    await house.clock.advance(2_000);
    const first = await ending(house, aBucket);

    await house.clock.advance(5 * MINUTE);

    expect(first).toBe('deferred: conflict');
    expect((await ledgerEntry(house, aBucket)).state).toBe('compliant');
  });
});

describe('the emergency stop', () => {
  test('lets nothing be written', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'halted');

    await createBucket(house, aBucket);
    await house.clock.advance(20 * MINUTE);

    expect(await ending(house, aBucket)).toBe('deferred: halted');
    expect(ourWrites(house)).toEqual([]);
    expect(await deadLetters(house)).toEqual([]);
  });

  test('is over 75 seconds after it is lifted', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'halted');
    await createBucket(house, aBucket);
    await house.clock.advance(10 * MINUTE);

    await setEnforcement(house.operator, 'correct');
    await house.clock.advance(75_000);

    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('reaches a warm function within a minute', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();

    await setEnforcement(house.operator, 'halted');
    await house.clock.advance(MINUTE);
    await deleteInventory(house, aBucket, 'stocktake-weekly');
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('deferred: halted');
    expect(await inventoryIds(house, aBucket)).toEqual([]);
  });
});

describe('a unit in which nobody may put inventories', () => {
  const Statement = { Effect: 'Deny', Action: 's3:PutInventoryConfiguration', Resource: '*' };
  const policy = readPolicy({ Version: '2012-10-17', Statement });
  const control = { name: 'no-inventories', targets: ['Workloads/Production'], policy };
  const seed = { ...defaultSeed, serviceControlPolicies: [control] };
  const elsewhere = { ...aBucket, account: '444444444444', name: 'payments-trials' };

  test('fails its buckets, and no others', async () => {
    const house = await openHouse({ seed });

    await createBucket(house, aBucket);
    await createBucket(house, elsewhere);
    await house.clock.advance(2 * HOUR);

    expect(await ending(house, aBucket)).toBe('failed: denied-by-policy');
    expect(await ending(house, elsewhere)).toBe('corrected');
    expect(ourWrites(house)).toEqual(['PutBucketInventoryConfiguration payments-trials']);
  });

  test('serves a bucket whose account leaves it in time', async () => {
    const house = await openHouse({ seed });
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);
    const first = await ending(house, aBucket);

    await moveAccount(house, aBucket.account, elsewhere.account);
    await house.clock.advance(HOUR);

    expect(first).toBe('deferred: denied-by-policy');
    expect(await ending(house, aBucket)).toBe('corrected');
  });
});

describe('a bucket whose name another account holds', () => {
  test('fails, and nothing is written', async () => {
    const house = await openHouse();
    const claimed = { ...aBucket, account: '444444444444' };
    await createBucket(house, aBucket);
    await house.organization.settle();
    const before = ourWrites(house);

    await requestCheck(house, claimed);
    await house.organization.settle();

    expect(await ending(house, claimed)).toBe('failed: wrong-owner');
    expect(ourWrites(house)).toEqual(before);
  });
});

describe('a bucket in another region than the event says', () => {
  const misplaced = { ...aBucket, region: 'us-east-1' };

  test('is served where it is', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'halted');
    await createBucket(house, aBucket);
    await house.organization.settle();
    await setEnforcement(house.operator, 'correct');
    await house.clock.advance(MINUTE / 2);

    await requestCheck(house, misplaced);
    await house.organization.settle();

    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('is not followed any further', async () => {
    const house = await openHouse();
    house.organization.faults.next(1, lists, movedTo('ap-southeast-2'));
    house.organization.faults.next(1, lists, movedTo('us-east-1'));

    await requestCheck(house, aBucket);
    await house.organization.settle();

    const there = { ...aBucket, region: 'ap-southeast-2' };
    expect(await ending(house, there)).toBe('failed: wrong-region');
  });
});

describe('a message that nobody can read', () => {
  test('becomes a dead letter at once, with the reason', async () => {
    const house = await openHouse();

    post(house, 'no event at all');
    await house.organization.settle();

    expect(await deadLetters(house)).toMatchObject([
      { body: 'no event at all', cause: 'malformed-message', reason: 'the body is not JSON' },
    ]);
    expect(waiting(house)).toBe(0);
  });

  test('takes none of its neighbours along', async () => {
    const house = await openHouse();

    post(house, '{');
    await createBucket(house, aBucket);
    post(house, '{}');
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('corrected');
    expect(await deadLetters(house)).toHaveLength(2);
  });
});

describe('while the ledger', () => {
  const internal = new AwsError('InternalServerError', 'Internal server error', { status: 500 });

  test('cannot be read nothing is written', async () => {
    const house = await openHouse();
    house.organization.faults.next(1_000, { service: 'dynamodb' }, internal);

    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);
    house.organization.faults.clear();

    expect(await inventoryIds(house, aBucket)).toEqual([]);
    expect(waiting(house)).toBe(1);
  });

  test('cannot be written the message comes back, finds all well, and is recorded', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();
    const attempts = 3;
    house.organization.faults.next(
      attempts,
      { service: 'dynamodb', operation: 'UpdateItem' },
      internal,
    );

    await deleteInventory(house, aBucket, 'stocktake-weekly');
    await house.clock.advance(20 * MINUTE);

    expect(await ending(house, aBucket)).toBe('compliant');
    expect(ourWrites(house)).toEqual([
      'PutBucketInventoryConfiguration payments-orders',
      'PutBucketInventoryConfiguration payments-orders',
    ]);
    expect(waiting(house)).toBe(0);
  });
});

describe('news that EventBridge', () => {
  test('refuses, saying 200, is told again', async () => {
    const house = await openHouse({ transport: refusedOnce });
    await createBucket(house, aBucket);
    await house.organization.settle();
    const first = news(house);

    await house.clock.advance(20 * MINUTE);

    expect(first).toEqual([]);
    expect(news(house)).toEqual(['payments-orders compliant']);
  });

  test('takes in without an answer may come twice, and are never lost', async () => {
    const house = await openHouse();
    const putEvents = { service: 'events', operation: 'PutEvents' };
    house.organization.faults.next(3, putEvents, 'lost-answer');

    await createBucket(house, aBucket);
    await house.clock.advance(20 * MINUTE);

    expect(new Set(news(house))).toEqual(new Set(['payments-orders compliant']));
  });
});

describe('a message that cannot be put off', () => {
  test('stays where it is and comes back by itself', async () => {
    const house = await openHouse();
    house.organization.faults.next(3, puts, slowDown);
    house.organization.faults.next(3, { service: 'sqs', operation: 'SendMessage' }, 'reset');

    await createBucket(house, aBucket);
    await house.clock.advance(20 * MINUTE);

    expect((await ledgerEntry(house, aBucket)).state).toBe('compliant');
    expect(await inventories(house, aBucket)).toHaveLength(1);
    expect(waiting(house)).toBe(0);
  });
});
