import {
  DeleteBucketInventoryConfigurationCommand,
  GetBucketInventoryConfigurationCommand,
  type InventoryConfiguration,
  ListBucketInventoryConfigurationsCommand,
  PutBucketInventoryConfigurationCommand,
  paginateListBuckets,
  paginateListDirectoryBuckets,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withDirectoryBucket } from './a-bucket.ts';
import { accounts, type ContractAccount } from './accounts.ts';
import { anInventory } from './an-inventory.ts';
import { refusal } from './refusal.ts';

describe.each(accounts)('directory buckets of %s', (_, open) => {
  let account: ContractAccount;
  beforeAll(async () => {
    account = await open();
  });
  afterAll(() => account.close());

  const put = (Bucket: string, inventory: InventoryConfiguration) =>
    account.s3().send(
      new PutBucketInventoryConfigurationCommand({
        Bucket,
        Id: inventory.Id,
        InventoryConfiguration: inventory,
      }),
    );
  const list = (Bucket: string, ExpectedBucketOwner?: string) =>
    account
      .s3()
      .send(new ListBucketInventoryConfigurationsCommand({ Bucket, ExpectedBucketOwner }));

  /** All that they may have. */
  const OptionalFields: InventoryConfiguration['OptionalFields'] = [
    'Size',
    'LastModifiedDate',
    'StorageClass',
    'ETag',
    'IsMultipartUploaded',
    'EncryptionStatus',
    'BucketKeyStatus',
    'ChecksumAlgorithm',
    'LifecycleExpirationDate',
  ];

  test('take inventories, give them back, and lose them', () =>
    withDirectoryBucket(account, async (Bucket) => {
      const inventory = anInventory({ OptionalFields });

      const answer = await put(Bucket, inventory);
      await account.settle();
      const { InventoryConfigurationList } = await list(Bucket);
      const one = await account
        .s3()
        .send(new GetBucketInventoryConfigurationCommand({ Bucket, Id: 'daily' }));
      await account
        .s3()
        .send(new DeleteBucketInventoryConfigurationCommand({ Bucket, Id: 'daily' }));
      await account.settle();

      expect(answer.$metadata.httpStatusCode).toBe(204);
      expect(InventoryConfigurationList).toEqual([inventory]);
      expect(one.InventoryConfiguration).toEqual(inventory);
      expect((await list(Bucket)).InventoryConfigurationList).toBeUndefined();
    }));

  test('take no field that only others have', () =>
    withDirectoryBucket(account, async (bucket) => {
      const { name } = await refusal(put(bucket, anInventory({ OptionalFields: ['ObjectOwner'] })));

      expect(name).toBe('MalformedXML');
    }));

  test('take no expected owner, not even the right one', () =>
    withDirectoryBucket(account, async (bucket) => {
      const { name, status } = await refusal(list(bucket, account.id));

      expect({ name, status }).toEqual({ name: 'NotImplemented', status: 501 });
    }));

  test('are listed by themselves, with their birth and without their region', () =>
    withDirectoryBucket(account, async (bucket) => {
      const client = account.s3();

      const directories = await Array.fromAsync(paginateListDirectoryBuckets({ client }, {}));
      const others = await Array.fromAsync(paginateListBuckets({ client }, { Prefix: bucket }));

      const found = directories
        .flatMap(({ Buckets = [] }) => Buckets)
        .find(({ Name }) => Name === bucket);
      expect(found).toMatchObject({ Name: bucket, CreationDate: expect.any(Date) });
      expect(found?.BucketRegion).toBeUndefined();
      expect(others.flatMap(({ Buckets = [] }) => Buckets)).toEqual([]);
    }));
});
