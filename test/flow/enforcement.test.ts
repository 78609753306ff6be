import { describe, expect, test } from '@jest/globals';
import {
  aBucket,
  createBucket,
  deleteBucket,
  deleteInventory,
  foreignInventory,
  inventories,
  inventoryIds,
  putInventory,
  requestCheck,
  tagBucket,
} from './actors.ts';
import { openHouse } from './house.ts';
import { dailyForPersonal, dailyInSandbox, vendorExempt, weeklyReported } from './mandates.ts';
import { ending, ledgerEntry, news, ourCalls, ourWrites, waiting } from './traces.ts';

describe('a bucket that somebody creates', () => {
  test('gets the inventory that the mandate wants', async () => {
    const house = await openHouse();

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await inventories(house, aBucket)).toEqual([
      {
        Id: 'stocktake-weekly',
        IsEnabled: true,
        IncludedObjectVersions: 'Current',
        Schedule: { Frequency: 'Weekly' },
        Destination: {
          S3BucketDestination: {
            Bucket: 'arn:aws:s3:::acme-inventory-eu-west-1',
            Format: 'CSV',
            AccountId: '222222222222',
          },
        },
        OptionalFields: ['Size'],
      },
    ]);
  });

  test('is in the ledger from then on', async () => {
    const house = await openHouse();

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await ledgerEntry(house, aBucket)).toMatchObject({
      account: '111111111111',
      region: 'eu-west-1',
      bucket: 'payments-orders',
      state: 'compliant',
      outcome: 'corrected',
      rules: ['weekly'],
      creator: 'arn:aws:iam::111111111111:root',
    });
  });

  test('is news once', async () => {
    const house = await openHouse();

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(news(house)).toEqual(['payments-orders compliant']);
  });

  test('takes three calls to S3: list, put, list again', async () => {
    const house = await openHouse();

    await createBucket(house, aBucket);
    await house.organization.settle();

    const calls = ourCalls(house).filter(({ service }) => service === 's3');
    expect(calls.map(({ operation }) => operation)).toEqual([
      'ListBucketInventoryConfigurations',
      'PutBucketInventoryConfiguration',
      'ListBucketInventoryConfigurations',
    ]);
  });

  test('gets it in the region where it is', async () => {
    const house = await openHouse();
    const elsewhere = { ...aBucket, region: 'us-east-1' };

    await createBucket(house, elsewhere);
    await house.organization.settle();

    const [inventory] = await inventories(house, elsewhere);
    expect(inventory?.Destination?.S3BucketDestination?.Bucket).toBe(
      'arn:aws:s3:::acme-inventory-us-east-1',
    );
  });
});

describe('a bucket that somebody changes', () => {
  test('gets what a second rule wants once it is tagged', async () => {
    const house = await openHouse({ mandate: dailyForPersonal });
    await createBucket(house, aBucket);
    await house.organization.settle();

    await tagBucket(house, aBucket, { data: 'personal' });
    await house.organization.settle();

    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-daily', 'stocktake-weekly']);
    expect((await ledgerEntry(house, aBucket)).rules).toEqual(['weekly', 'daily']);
  });

  test('gets back what somebody deleted', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();

    await deleteInventory(house, aBucket, 'stocktake-weekly');
    await house.organization.settle();

    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  });

  test('gets back as it was what somebody altered', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();
    const [wanted] = await inventories(house, aBucket);

    await putInventory(house, aBucket, { ...foreignInventory, Id: 'stocktake-weekly' });
    await house.organization.settle();

    expect(await inventories(house, aBucket)).toEqual([wanted]);
  });

  test('keeps what others have put', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await putInventory(house, aBucket, foreignInventory);
    await house.organization.settle();

    expect(await inventories(house, aBucket)).toContainEqual(foreignInventory);
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly', 'team-report']);
  });
});

describe('a bucket that the mandate', () => {
  test('exempts is left alone, and said to be', async () => {
    const house = await openHouse({ mandate: vendorExempt });
    const bucket = { ...aBucket, name: 'vendor-exchange' };

    await createBucket(house, bucket);
    await house.organization.settle();

    expect(await inventoryIds(house, bucket)).toEqual([]);
    expect(await ending(house, bucket)).toBe('exempt');
  });

  test('only reports on is left alone, and said to have drifted', async () => {
    const house = await openHouse({ mandate: weeklyReported });

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await inventoryIds(house, aBucket)).toEqual([]);
    expect(await ending(house, aBucket)).toBe('drifted');
    expect(news(house)).toEqual(['payments-orders drifted']);
  });
});

describe('a rule that is rolled out to one unit', () => {
  test('corrects there, and elsewhere says what differs and why it stays', async () => {
    const house = await openHouse({ mandate: dailyInSandbox });
    const elsewhere = aBucket;
    const there = { ...aBucket, account: '333333333333', name: 'sandbox-try' };
    await createBucket(house, elsewhere);
    await createBucket(house, there);
    await house.organization.settle();

    expect(await inventoryIds(house, there)).toEqual(['stocktake-daily', 'stocktake-weekly']);
    expect(await inventoryIds(house, elsewhere)).toEqual(['stocktake-weekly']);
    expect(await ledgerEntry(house, elsewhere)).toMatchObject({
      state: 'drifted',
      rules: ['weekly', 'daily'],
      reason: 'rule daily is rolled out to Sandbox/** so far',
    });
  });

  test('leaves alone what is there from before, even where the mandate prunes', async () => {
    const house = await openHouse({ mandate: `${dailyInSandbox}prune: true\n` });
    const before = { ...foreignInventory, Id: 'stocktake-daily' };
    await createBucket(house, aBucket);
    await putInventory(house, aBucket, before);
    await house.organization.settle();

    expect(await inventories(house, aBucket)).toContainEqual(before);
    expect(await ledgerEntry(house, aBucket)).toMatchObject({ state: 'drifted', surplus: [] });
  });
});

describe('a bucket that is gone', () => {
  test('before we came is only noted', async () => {
    const house = await openHouse();

    await createBucket(house, aBucket);
    await deleteBucket(house, aBucket);
    await house.clock.advance(15 * 60_000);

    expect(await ending(house, aBucket)).toBe('gone');
    expect(ourWrites(house)).toEqual([]);
    expect(waiting(house)).toBe(0);
  });

  test('after it was compliant is news', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();

    await deleteBucket(house, aBucket);
    await house.organization.settle();

    expect(news(house)).toEqual(['payments-orders compliant', 'payments-orders gone']);
  });

  test('and came again is a new one', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(60_000);

    await deleteBucket(house, aBucket);
    await house.clock.advance(60_000);
    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('corrected');
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  });
});

describe('a second pass', () => {
  test('changes nothing', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();
    const before = ourWrites(house);

    await requestCheck(house, aBucket);
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('compliant');
    expect(ourWrites(house)).toEqual(before);
  });

  test('tells nobody', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();

    await requestCheck(house, aBucket);
    await house.organization.settle();

    expect(news(house)).toEqual(['payments-orders compliant']);
  });

  test('takes one call to S3', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();
    const before = ourCalls(house).length;

    await requestCheck(house, aBucket);
    await house.organization.settle();

    const calls = ourCalls(house).slice(before);
    const outside = calls.filter(({ service }) => service === 's3' || service === 'sts');
    expect(outside.map(({ operation }) => operation)).toEqual([
      'ListBucketInventoryConfigurations',
    ]);
  });
});
