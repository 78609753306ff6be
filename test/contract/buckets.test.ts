import {
  DeleteBucketTaggingCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketTaggingCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aBucketName, withBucket } from './a-bucket.ts';
import { accounts, type ContractAccount } from './accounts.ts';
import { refusal } from './refusal.ts';

describe.each(accounts)('buckets of %s', (_, open) => {
  let account: ContractAccount;
  beforeAll(async () => {
    account = await open();
  });
  afterAll(() => account.close());

  const tags = (Bucket: string) => account.s3().send(new GetBucketTaggingCommand({ Bucket }));

  test('without tags say so by a refusal', () =>
    withBucket(account, async (bucket) => {
      expect(await refusal(tags(bucket))).toEqual({
        name: 'NoSuchTagSet',
        message: 'The TagSet does not exist',
        status: 404,
      });
    }));

  test('give back the tags that were put', () =>
    withBucket(account, async (Bucket) => {
      const TagSet = [{ Key: 'data', Value: 'personal' }];

      await account.s3().send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
      await account.settle();

      expect((await tags(Bucket)).TagSet).toEqual(TagSet);
    }));

  test('lose their tags for good', () =>
    withBucket(account, async (Bucket) => {
      const TagSet = [{ Key: 'data', Value: 'personal' }];
      await account.s3().send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));

      const answer = await account.s3().send(new DeleteBucketTaggingCommand({ Bucket }));
      await account.settle();

      expect(answer.$metadata.httpStatusCode).toBe(204);
      expect((await refusal(tags(Bucket))).name).toBe('NoSuchTagSet');
    }));

  test('are listed with their region', () =>
    withBucket(account, async (bucket) => {
      const request = new ListBucketsCommand({ Prefix: bucket, MaxBuckets: 10 });

      const { Buckets = [] } = await account.s3().send(request);

      expect(Buckets.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([
        [bucket, account.region],
      ]);
    }));

  test('say where they are', () =>
    withBucket(account, async (Bucket) => {
      const { LocationConstraint } = await account
        .s3()
        .send(new GetBucketLocationCommand({ Bucket }));

      expect(LocationConstraint).toBe(account.region);
    }));

  test('do not answer to a HEAD when there are none', async () => {
    const head = new HeadBucketCommand({ Bucket: aBucketName() });

    const { name, status } = await refusal(account.s3().send(head));

    expect({ name, status }).toEqual({ name: 'NotFound', status: 404 });
  });

  test('may be asked to list nothing', () =>
    withBucket(account, async (Bucket) => {
      const page = await account.s3().send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));

      expect(page).toMatchObject({ MaxKeys: 0, KeyCount: 0, IsTruncated: false });
    }));

  test('send a caller in the wrong region to the right one', () =>
    withBucket(account, async (Bucket) => {
      const request = new ListBucketInventoryConfigurationsCommand({ Bucket });

      const error = await account
        .s3(account.elsewhere)
        .send(request)
        .catch((thrown: unknown) => thrown);

      expect(error).toBeInstanceOf(S3ServiceException);
      const { name, $metadata, $response } = error as S3ServiceException;
      expect([name, $metadata.httpStatusCode]).toEqual(['PermanentRedirect', 301]);
      expect($response?.headers['x-amz-bucket-region']).toBe(account.region);
    }));
});
