import {
  ListBucketInventoryConfigurationsCommand,
  ListObjectsV2Command,
  PutBucketInventoryConfigurationCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aBucketName, withBucket } from './a-bucket.ts';
import { accounts, type ContractAccount } from './accounts.ts';
import { anInventory } from './an-inventory.ts';
import { refusal } from './refusal.ts';

/** A well-formed account that owns none of our buckets. */
const STRANGER = '999999999999';

describe.each(accounts)('the expected owner of %s', (_, open) => {
  let account: ContractAccount;
  beforeAll(async () => {
    account = await open();
  });
  afterAll(() => account.close());

  const list = (Bucket: string, ExpectedBucketOwner: string) =>
    account
      .s3()
      .send(new ListBucketInventoryConfigurationsCommand({ Bucket, ExpectedBucketOwner }));

  const denied = { name: 'AccessDenied', message: 'Access Denied', status: 403 };

  test('may read', () =>
    withBucket(account, async (bucket) => {
      const answer = await list(bucket, account.id);

      expect(answer.$metadata.httpStatusCode).toBe(200);
    }));

  test('is looked at for its form first, bucket or not', async () => {
    const { name, status } = await refusal(list(aBucketName(), '1234'));

    expect({ name, status }).toEqual({ name: 'InvalidBucketOwnerAWSAccountID', status: 400 });
  });

  test('does not matter where there is no bucket', async () => {
    const { name } = await refusal(list(aBucketName(), STRANGER));

    expect(name).toBe('NoSuchBucket');
  });

  test('must be the owner to read', () =>
    withBucket(account, async (bucket) => {
      expect(await refusal(list(bucket, STRANGER))).toEqual(denied);
    }));

  test('must be the owner to list, were it nothing', () =>
    withBucket(account, async (Bucket) => {
      const ask = { Bucket, MaxKeys: 0, ExpectedBucketOwner: STRANGER };

      expect(await refusal(account.s3().send(new ListObjectsV2Command(ask)))).toEqual(denied);
    }));

  test('must be the owner to write, and nothing is written', () =>
    withBucket(account, async (bucket) => {
      const put = new PutBucketInventoryConfigurationCommand({
        Bucket: bucket,
        Id: 'daily',
        InventoryConfiguration: anInventory(),
        ExpectedBucketOwner: STRANGER,
      });

      const refused = await refusal(account.s3().send(put));
      await account.settle();

      const { InventoryConfigurationList } = await list(bucket, account.id);
      expect(refused).toEqual(denied);
      expect(InventoryConfigurationList).toBeUndefined();
    }));
});
