import {
  DeleteBucketInventoryConfigurationCommand,
  GetBucketInventoryConfigurationCommand,
  type InventoryConfiguration,
  type InventoryFormat,
  ListBucketInventoryConfigurationsCommand,
  PutBucketInventoryConfigurationCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aBucketName, withBucket } from './a-bucket.ts';
import { accounts, type ContractAccount } from './accounts.ts';
import { aDestination, anInventory } from './an-inventory.ts';
import { refusal } from './refusal.ts';

describe.each(accounts)('inventory configurations of %s', (_, open) => {
  let account: ContractAccount;
  beforeAll(async () => {
    account = await open();
  });
  afterAll(() => account.close());

  const put = (Bucket: string, inventory: InventoryConfiguration, Id = inventory.Id) =>
    account.s3().send(
      new PutBucketInventoryConfigurationCommand({
        Bucket,
        Id,
        InventoryConfiguration: inventory,
      }),
    );
  const get = (Bucket: string, Id: string) =>
    account.s3().send(new GetBucketInventoryConfigurationCommand({ Bucket, Id }));
  const remove = (Bucket: string, Id: string) =>
    account.s3().send(new DeleteBucketInventoryConfigurationCommand({ Bucket, Id }));
  const list = (Bucket: string, ContinuationToken?: string) =>
    account.s3().send(new ListBucketInventoryConfigurationsCommand({ Bucket, ContinuationToken }));

  test('a fresh bucket has none, and the list is left out', () =>
    withBucket(account, async (bucket) => {
      const answer = await list(bucket);

      expect(answer.InventoryConfigurationList).toBeUndefined();
      expect(answer.IsTruncated).toBe(false);
    }));

  test('a put answers 204 and nothing else', () =>
    withBucket(account, async (bucket) => {
      const answer = await put(bucket, anInventory());

      expect(answer.$metadata.httpStatusCode).toBe(204);
    }));

  test('what was put comes back whole', () =>
    withBucket(account, async (bucket) => {
      const inventory = anInventory({
        Destination: {
          S3BucketDestination: {
            Bucket: 'arn:aws:s3:::stocktake-contract-reports',
            Format: 'Parquet',
            AccountId: '222222222222',
            Prefix: 'inventory/111111111111',
            Encryption: { SSES3: {} },
          },
        },
        Filter: { Prefix: 'logs/' },
        OptionalFields: ['Size', 'ETag'],
      });

      await put(bucket, inventory);
      await account.settle();

      const answer = await get(bucket, 'daily');
      expect(answer.InventoryConfiguration).toEqual(inventory);
    }));

  test('a put replaces the whole configuration of its id', () =>
    withBucket(account, async (bucket) => {
      await put(bucket, anInventory({ OptionalFields: ['Size'] }));
      await put(bucket, anInventory({ Schedule: { Frequency: 'Weekly' } }));
      await account.settle();

      const answer = await list(bucket);
      const weekly = anInventory({ Schedule: { Frequency: 'Weekly' } });
      expect(answer.InventoryConfigurationList).toEqual([weekly]);
    }));

  test('the list is sorted by id', () =>
    withBucket(account, async (bucket) => {
      for (const Id of ['z-test', 'a-test', 'test-1']) await put(bucket, anInventory({ Id }));
      await account.settle();

      const answer = await list(bucket);

      const ids = answer.InventoryConfigurationList?.map(({ Id }) => Id);
      expect(ids).toEqual(['a-test', 'test-1', 'z-test']);
    }));

  test('a list has pages of a hundred', () =>
    withBucket(account, async (bucket) => {
      for (let number = 100; number <= 200; number += 1) {
        await put(bucket, anInventory({ Id: `id-${number}` }));
      }
      await account.settle();

      const first = await list(bucket);
      const second = await list(bucket, first.NextContinuationToken);

      expect(first.IsTruncated).toBe(true);
      expect(first.InventoryConfigurationList).toHaveLength(100);
      expect(second.IsTruncated).toBe(false);
      expect(second.InventoryConfigurationList?.map(({ Id }) => Id)).toEqual(['id-200']);
    }));

  test('a delete answers 204, and the configuration is gone', () =>
    withBucket(account, async (bucket) => {
      await put(bucket, anInventory());
      await account.settle();

      const answer = await remove(bucket, 'daily');
      await account.settle();

      expect(answer.$metadata.httpStatusCode).toBe(204);
      expect((await list(bucket)).InventoryConfigurationList).toBeUndefined();
    }));

  const unknown = {
    name: 'NoSuchConfiguration',
    message: 'The specified configuration does not exist.',
    status: 404,
  };

  test('an unknown id cannot be read', () =>
    withBucket(account, async (bucket) => {
      expect(await refusal(get(bucket, 'nobody'))).toEqual(unknown);
    }));

  test('an unknown id cannot be deleted', () =>
    withBucket(account, async (bucket) => {
      expect(await refusal(remove(bucket, 'nobody'))).toEqual(unknown);
    }));

  test('a bucket that does not exist has no configurations', async () => {
    expect(await refusal(list(aBucketName()))).toEqual({
      name: 'NoSuchBucket',
      message: 'The specified bucket does not exist',
      status: 404,
    });
  });

  describe('a put is looked at in order', () => {
    const nonsense = 'Nonsense' as InventoryFormat;
    const wrongFormat = { S3BucketDestination: { Bucket: 'no-arn', Format: nonsense } };

    test('first whether it is a configuration at all', () =>
      withBucket(account, async (bucket) => {
        const inventory = anInventory({ Id: 'other', Destination: wrongFormat });

        expect(await refusal(put(bucket, inventory, 'daily'))).toEqual({
          name: 'MalformedXML',
          message:
            'The XML you provided was not well-formed or did not validate against our published schema',
          status: 400,
        });
      }));

    test('then whether its id is the one of the call', () =>
      withBucket(account, async (bucket) => {
        const inventory = anInventory({ Id: 'other', Destination: aDestination('no-arn') });

        expect(await refusal(put(bucket, inventory, 'daily'))).toEqual({
          name: 'IdMismatch',
          message: 'Document ID does not match the specified configuration ID.',
          status: 400,
        });
      }));

    test('then whether the destination is an ARN', () =>
      withBucket(account, async (bucket) => {
        const inventory = anInventory({ Destination: aDestination('no-arn') });

        expect(await refusal(put(bucket, inventory))).toEqual({
          name: 'InvalidS3DestinationBucket',
          message: 'Invalid bucket ARN.',
          status: 400,
        });
      }));

    test('of a bucket, which has no account in it', () =>
      withBucket(account, async (bucket) => {
        const destination = aDestination('arn:aws:s3::222222222222:stocktake-contract-reports');

        expect(await refusal(put(bucket, anInventory({ Destination: destination })))).toEqual({
          name: 'InvalidS3DestinationBucket',
          message: 'Bucket ARN should not specify a namespace.',
          status: 400,
        });
      }));
  });
});
