import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../infra/local/service.ts';
import { aBucket, createBucket, requestCheck } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { ending, ledgerEntry, ourCalls } from './traces.ts';

const MINUTE = 60_000;

const short = new AwsError('AccessDenied', 'Access Denied', { status: 403 });
const puts = { service: 's3', operation: 'PutBucketInventoryConfiguration' };
const listings = { service: 's3', operation: 'ListBuckets' };

function s3Calls(house: House): readonly string[] {
  return ourCalls(house)
    .filter(({ service }) => service === 's3')
    .map(({ operation }) => operation);
}

describe('a bucket that S3 denies without a word', () => {
  test('is denied where the account does own it', async () => {
    const house = await openHouse();
    house.organization.faults.next(1, puts, short);

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('deferred: denied');
    expect((await ledgerEntry(house, aBucket)).reason).toBe(
      'AccessDenied: Access Denied; S3 gave no reason, and the account does own the bucket',
    );
  });

  test('is somebody else’s where the account does not own it', async () => {
    const house = await openHouse();
    const claimed = { ...aBucket, account: '444444444444' };
    await createBucket(house, aBucket);
    await createBucket(house, { ...claimed, name: `${aBucket.name}-2` });
    await house.organization.settle();

    await requestCheck(house, claimed);
    await house.organization.settle();

    expect(await ending(house, claimed)).toBe('failed: wrong-owner');
    expect((await ledgerEntry(house, claimed)).reason).toBe(
      'AccessDenied: Access Denied; the account has no bucket of that name',
    );
  });

  test('is denied where the account’s buckets may not be listed either, with both refusals', async () => {
    const house = await openHouse();
    const role = `arn:aws:iam::${aBucket.account}:role/stocktake/stocktake-member`;
    house.organization.revoke(role, 's3:ListAllMyBuckets');
    house.organization.faults.next(1, puts, short);

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('deferred: denied');
    expect((await ledgerEntry(house, aBucket)).reason).toMatch(
      /^AccessDenied: Access Denied; nor may .* not authorized to perform: s3:ListAllMyBuckets /,
    );
  });

  test('is tried again where S3 is too busy to list', async () => {
    const house = await openHouse();
    const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
    house.organization.faults.next(1_000, puts, short);
    house.organization.faults.next(1_000, listings, slowDown);
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE / 2);
    const first = await ending(house, aBucket);

    house.organization.faults.clear();
    await house.clock.advance(5 * MINUTE);

    expect(first).toBe('deferred: throttled');
    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('is not written to by the run that looked', async () => {
    const house = await openHouse();
    const lists = { service: 's3', operation: 'ListBucketInventoryConfigurations' };
    house.organization.faults.next(1, lists, short);

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(s3Calls(house)).toEqual(['ListBucketInventoryConfigurations', 'ListBuckets']);
  });
});
