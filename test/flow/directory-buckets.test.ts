import { describe, expect, test } from '@jest/globals';
import { planBucket } from '../../handlers/plan.ts';
import { AwsError } from '../../infra/local/service.ts';
import {
  aDirectoryBucket as bucket,
  createBucket,
  deleteBucket,
  deleteInventory,
  inventories,
  inventoryIds,
  requestCheck,
} from './actors.ts';
import { type House, openHouse } from './house.ts';
import { dailyForPersonal, weeklyOwners, withoutDirectories } from './mandates.ts';
import { deadLetters, ending, ledgerEntry, news, notices, ourCalls, waiting } from './traces.ts';

const MINUTE = 60_000;

async function born(options: Parameters<typeof openHouse>[0] = {}): Promise<House> {
  const house = await openHouse(options);
  await createBucket(house, bucket);
  await house.clock.advance(MINUTE);
  return house;
}

function s3Calls(house: House): readonly string[] {
  return ourCalls(house)
    .filter(({ service }) => service === 's3')
    .map(({ operation }) => operation);
}

describe('a directory bucket', () => {
  test('gets its inventories like any other, without the fields that it does not have', async () => {
    const house = await born({ mandate: weeklyOwners });

    expect(await ending(house, bucket)).toBe('corrected');
    expect(await inventories(house, bucket)).toMatchObject([
      { Id: 'stocktake-weekly', OptionalFields: ['Size'] },
    ]);
    expect(news(house)).toEqual([`${bucket.name} compliant`]);
  });

  test('is put right on the next check: nobody tells of changes to its inventories', async () => {
    const house = await born();

    await deleteInventory(house, bucket, 'stocktake-weekly');
    await house.clock.advance(MINUTE);
    const unheard = await inventoryIds(house, bucket);
    await requestCheck(house, bucket);
    await house.clock.advance(MINUTE);

    expect([unheard, await inventoryIds(house, bucket)]).toEqual([[], ['stocktake-weekly']]);
    expect(await ending(house, bucket)).toBe('corrected');
  });

  test('is undecided where a rule asks for its tags, and gets what is certain', async () => {
    const house = await born({ mandate: dailyForPersonal });

    expect(await ledgerEntry(house, bucket)).toMatchObject({
      state: 'undecided',
      reason: 'rule daily asks for bucketTags, which nobody knows',
    });
    expect(await inventoryIds(house, bucket)).toEqual(['stocktake-weekly']);
  });

  test('is gone when it is deleted', async () => {
    const house = await born();

    await deleteBucket(house, bucket);
    await house.clock.advance(MINUTE);

    expect(await ending(house, bucket)).toBe('gone');
  });

  test('that is another account’s is told from one of ours', async () => {
    const house = await born();
    const claimed = { ...bucket, account: '444444444444' };
    await createBucket(house, { ...claimed, name: 'other--euw1-az1--x-s3' });
    await house.clock.advance(MINUTE);

    await requestCheck(house, claimed);
    await house.clock.advance(MINUTE);

    expect(await ending(house, claimed)).toBe('failed: wrong-owner');
    expect((await ledgerEntry(house, claimed)).reason).toMatch(
      /not authorized to perform: s3express:GetInventoryConfiguration on resource: .*:111111111111:bucket\/train--euw1-az1--x-s3.*; the account has no bucket of that name$/,
    );
  });

  test('that the member role may not read is denied', async () => {
    const house = await openHouse();
    const role = `arn:aws:iam::${bucket.account}:role/stocktake/stocktake-member`;
    house.organization.revoke(role, 's3express:GetInventoryConfiguration');

    await createBucket(house, bucket);
    await house.organization.settle();

    expect(await ending(house, bucket)).toBe('deferred: denied');
  });
});

describe('a directory bucket that the mandate ignores', () => {
  test('is accounted for, and not looked into', async () => {
    const house = await born({ mandate: withoutDirectories });

    expect(await ledgerEntry(house, bucket)).toMatchObject({
      state: 'unsupported',
      reason: 'the mandate says directoryBuckets: ignore',
    });
    expect(s3Calls(house)).toEqual([]);
  });

  test('is gone when it is deleted', async () => {
    const house = await born({ mandate: withoutDirectories });

    await deleteBucket(house, bucket);
    await house.clock.advance(MINUTE);

    expect(await ending(house, bucket)).toBe('gone');
  });
});

describe('a directory bucket for which S3 has no inventories', () => {
  const unknown = new AwsError('NotImplemented', 'Not here.', { status: 501 });
  const notAllowed = new AwsError('MethodNotAllowed', 'Not so.', { status: 405 });

  test.each([
    ['listing', 'ListBucketInventoryConfigurations', unknown],
    ['listing', 'ListBucketInventoryConfigurations', notAllowed],
    ['putting', 'PutBucketInventoryConfiguration', unknown],
  ])('is unsupported, quietly, where %s them is refused', async (_, operation, error) => {
    const house = await openHouse();
    house.organization.faults.next(99, { service: 's3', operation }, error);

    await createBucket(house, bucket);
    await house.clock.advance(60 * MINUTE);

    const asked = s3Calls(house).filter((call) => call === operation);
    expect([await ending(house, bucket), asked.length]).toEqual(['unsupported', 1]);
    expect((await ledgerEntry(house, bucket)).reason).toBe(
      `S3 has no inventories for this directory bucket (${error.code}: ${error.message})`,
    );
    expect([waiting(house), await deadLetters(house), notices(house)]).toEqual([0, [], []]);
  });

  test('has an empty plan that says why', async () => {
    const house = await openHouse();
    const operation = 'ListBucketInventoryConfigurations';
    house.organization.faults.next(99, { service: 's3', operation }, unknown);

    const { plan, judgement } = await planBucket(house.operator, await ledgerEntry(house, bucket));

    expect(plan).toEqual({ changes: [], surplus: [] });
    expect(judgement).toMatchObject({
      standing: 'unsupported',
      reason: 'S3 has no inventories for this directory bucket (NotImplemented: Not here.)',
    });
  });

  test('is governed from the next check on once S3 has them', async () => {
    const house = await openHouse();
    house.organization.faults.next(
      1,
      { service: 's3', operation: 'ListBucketInventoryConfigurations' },
      unknown,
    );
    await createBucket(house, bucket);
    await house.clock.advance(MINUTE);

    await requestCheck(house, bucket);
    await house.clock.advance(MINUTE);

    expect(news(house)).toEqual([`${bucket.name} unsupported`, `${bucket.name} compliant`]);
  });
});
