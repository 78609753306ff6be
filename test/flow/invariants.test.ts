import { describe, expect, test } from '@jest/globals';
import { planBucket } from '../../handlers/plan.ts';
import { setEnforcement } from '../../infra/aws/enforcement.ts';
import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import { AwsError } from '../../infra/local/service.ts';
import {
  aBucket,
  aDirectoryBucket,
  createBucket,
  deleteBucket,
  deleteInventory,
  foreignInventory,
  inventories,
  putInventory,
  requestCheck,
  tagBucket,
} from './actors.ts';
import { type House, openHouse } from './house.ts';
import { dailyForPersonal, pruning } from './mandates.ts';
import {
  deadLetters,
  ending,
  hubEvents,
  ledgerEntry,
  news,
  ourCalls,
  ourWrites,
  post,
  waiting,
} from './traces.ts';

// The invariants of ARCHITECTURE.md, by number. Each of these tests was seen to fail when its invariant was broken.

const MINUTE = 60_000;

const neighbour = { account: '444444444444', region: 'us-east-1', name: 'dev-load-test' };

/** A little of everything that happens to buckets. */
async function aBusyHour(house: House): Promise<void> {
  await createBucket(house, aBucket);
  await createBucket(house, neighbour);
  await createBucket(house, aDirectoryBucket);
  await house.clock.advance(MINUTE);
  await tagBucket(house, aBucket, { data: 'personal' });
  await putInventory(house, neighbour, foreignInventory);
  await house.clock.advance(MINUTE);
  await deleteInventory(house, aBucket, 'stocktake-weekly');
  await deleteBucket(house, neighbour);
  await requestCheck(house, aBucket);
  await requestCheck(house, aDirectoryBucket);
  await house.clock.advance(60 * MINUTE);
}

describe('1. every call to S3', () => {
  test('says which account it expects to own the bucket, but of directory buckets, which take none', async () => {
    const house = await openHouse({ mandate: dailyForPersonal });

    await aBusyHour(house);

    const calls = ourCalls(house).filter(({ service }) => service === 's3');
    expect(calls.length).toBeGreaterThan(10);
    const owners = new Map([aBucket, neighbour].map(({ name, account }) => [name, account]));
    const ofDirectories = calls.filter(({ bucket }) => bucket === aDirectoryBucket.name);
    expect(ofDirectories.length).toBeGreaterThan(1);
    expect(ofDirectories.every(({ status }) => status < 300)).toBe(true);
    const careless = calls.filter(
      ({ bucket = '', expectedOwner }) => expectedOwner !== owners.get(bucket),
    );
    expect(careless).toEqual([]);
  });
});

describe('2. account and role', () => {
  const forged = async (house: House, changes: object, detail: object = {}) => {
    await createBucket(house, aBucket);
    await house.organization.settle();
    const event = hubEvents(house).find(({ source }) => source === 'aws.s3');
    post(house, JSON.stringify({ ...event, ...changes, detail: { ...event?.detail, ...detail } }));
  };

  test('are not those of an account outside the organization', async () => {
    const house = await openHouse();

    await forged(
      house,
      { account: '999999999999' },
      { recipientAccountId: '999999999999', userIdentity: { accountId: '999999999999' } },
    );
    await house.organization.settle();

    const roles = ourCalls(house).filter(({ operation }) => operation === 'AssumeRole');
    expect(roles).toHaveLength(1);
    expect(await deadLetters(house)).toMatchObject([
      { reason: expect.stringContaining('account 999999999999 is not in the organization') },
    ]);
  });

  test('are not those that only the record names', async () => {
    const house = await openHouse();

    await forged(house, {}, { recipientAccountId: '444444444444' });
    await house.organization.settle();

    expect(await deadLetters(house)).toMatchObject([{ cause: 'malformed-message' }]);
    const accounts = new Set(ourCalls(house).map(({ account }) => account));
    expect(accounts).not.toContain('444444444444');
  });
});

describe('3. a configuration that is not ours', () => {
  test('is not touched, not even where the mandate removes surplus', async () => {
    const house = await openHouse({ mandate: pruning });
    await createBucket(house, aBucket);
    await house.organization.settle();

    await putInventory(house, aBucket, foreignInventory);
    await putInventory(house, aBucket, { ...foreignInventory, Id: 'stocktake-of-old' });
    await house.organization.settle();

    const [ours, theirs, ...more] = await inventories(house, aBucket);
    expect(ours?.Id).toBe('stocktake-weekly');
    expect(theirs).toEqual(foreignInventory);
    expect(more).toEqual([]);
  });
});

describe('4. a message', () => {
  test('ends as an entry of the ledger or as a dead letter, whatever it says', async () => {
    const house = await openHouse();
    const noBucket = { ...aBucket, name: 'never-was' };
    const suspended = { ...aBucket, account: '777777777777', name: 'closed-stock' };

    await createBucket(house, aBucket);
    await requestCheck(house, noBucket);
    await requestCheck(house, suspended);
    await requestCheck(house, { ...aBucket, account: '999999999999' });
    post(house, 'nonsense');
    post(house, JSON.stringify({ source: 'aws.ec2', 'detail-type': 'Something Else' }));
    await house.clock.advance(30 * MINUTE);

    expect(await ending(house, aBucket)).toBe('corrected');
    expect(await ending(house, noBucket)).toBe('gone');
    expect(await ending(house, suspended)).toBe('unmatched');
    expect(await deadLetters(house)).toHaveLength(3);
    expect(waiting(house)).toBe(0);
  });
});

describe('5. nothing is written while', () => {
  const internal = new AwsError('InternalServerError', 'Internal error', { status: 500 });

  test.each([
    ['the ledger', { service: 'dynamodb' }],
    ['the organization', { service: 'organizations' }],
    ['the emergency stop', { service: 'ssm' }],
  ])('%s cannot be read', async (_, match) => {
    const house = await openHouse();
    house.organization.faults.next(1_000, match, internal);

    await createBucket(house, aBucket);
    await house.clock.advance(30 * MINUTE);

    expect(ourWrites(house)).toEqual([]);
    expect(waiting(house)).toBe(1);
  });

  test('the mandate cannot be read', async () => {
    const house = await openHouse({ mandate: 'unreadable' });

    await createBucket(house, aBucket);
    await house.clock.advance(30 * MINUTE);

    expect(ourWrites(house)).toEqual([]);
    expect(await ending(house, aBucket)).toBe('deferred: unreadable');
  });

  test('the emergency stop says something else than its two words', async () => {
    const house = await openHouse();
    const { hub } = house.organization.seed;
    house.organization.machines.parameters.put(hub, '/stocktake/enforcement', 'maybe');

    await createBucket(house, aBucket);
    await house.clock.advance(30 * MINUTE);

    expect(ourWrites(house)).toEqual([]);
    expect(await ending(house, aBucket)).toBe('deferred: unreadable');
  });
});

describe('6. a plan', () => {
  /** A bucket that nobody corrects meanwhile. */
  async function aNakedBucket(house: House): Promise<BucketEntry> {
    await setEnforcement(house.operator, 'halted');
    await createBucket(house, aBucket);
    await house.organization.settle();
    return ledgerEntry(house, aBucket);
  }

  test('reads, and leaves everything as it is', async () => {
    const house = await openHouse({ mandate: dailyForPersonal });
    const entry = await aNakedBucket(house);
    const before = house.organization.calls.length;

    const { plan } = await planBucket(house.operator, entry);

    const calls = house.organization.calls.slice(before).map(({ operation }) => operation);
    const others = calls.filter((operation) => !/^(Get|List|Describe|AssumeRole)/.test(operation));
    expect(plan.changes).toMatchObject([{ action: 'put', permitted: true }]);
    expect(calls).toContain('ListBucketInventoryConfigurations');
    expect(others).toEqual([]);
  });

  test('is what enforcement then does', async () => {
    const house = await openHouse();
    const { plan } = await planBucket(house.operator, await aNakedBucket(house));

    await setEnforcement(house.operator, 'correct');
    await house.clock.advance(2 * MINUTE);

    const planned = plan.changes.map((change) => change.action === 'put' && change.after);
    expect(planned).toEqual(await inventories(house, aBucket));
  });
});

describe('8. a second run', () => {
  test('over everything changes nothing and tells nobody', async () => {
    const house = await openHouse({ mandate: dailyForPersonal });
    await aBusyHour(house);
    const [writes, told] = [ourWrites(house), news(house)];

    await requestCheck(house, aBucket);
    await requestCheck(house, neighbour);
    await house.clock.advance(60 * MINUTE);

    expect(ourWrites(house)).toEqual(writes);
    expect(news(house)).toEqual(told);
  });
});
