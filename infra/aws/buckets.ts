import {
  GetBucketTaggingCommand,
  paginateListBuckets,
  paginateListDirectoryBuckets,
  S3Client,
} from '@aws-sdk/client-s3';
import { type BucketRef, isDirectoryBucket, type Tags } from '../../rules/bucket.ts';
import type { Cloud, Place } from '../cloud.ts';
import { errorName, KnownFailure } from './failure.ts';

/**
 * A bucket's tags; none is an empty record (S3 answers `NoSuchTagSet`). Undefined for a directory bucket: its tags are known
 * to another API only.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html
 *
 * @throws S3's errors.
 */
export async function bucketTags(cloud: Cloud, bucket: BucketRef): Promise<Tags | undefined> {
  if (isDirectoryBucket(bucket.name)) return undefined;
  const request = new GetBucketTaggingCommand({
    Bucket: bucket.name,
    ExpectedBucketOwner: bucket.account,
  });
  const answer = await cloud
    .member(S3Client, bucket)
    .send(request)
    .catch((error: unknown) => {
      if (errorName(error) === 'NoSuchTagSet') return { TagSet: [] };
      throw error;
    });
  return Object.fromEntries(
    (answer.TagSet ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']),
  );
}

/**
 * Every general purpose bucket of an account, in all regions, as its pages arrive; those whose names begin with `prefix`.
 * Listings have no expected owner: they are of the caller's own buckets.
 *
 * @throws S3's errors.
 */
export async function* listBuckets(
  cloud: Cloud,
  account: string,
  prefix?: string,
): AsyncGenerator<BucketRef> {
  const client = cloud.member(S3Client, { account, region: cloud.settings.region });
  for await (const page of paginateListBuckets({ client }, { MaxBuckets: 1_000, Prefix: prefix })) {
    for (const { Name, BucketRegion } of page.Buckets ?? []) {
      if (!Name || !BucketRegion)
        throw new KnownFailure('unreadable', `S3 does not say where ${Name} is`);
      yield { account, region: BucketRegion, name: Name };
    }
  }
}

/** A bucket of a listing. */
export interface ListedBucket extends BucketRef {
  /** Milliseconds since the epoch. */
  readonly createdAt?: number;
}

/**
 * Every directory bucket of an account in one region, as its pages arrive: S3 lists them by region, and not among the others.
 * A region without an endpoint for them has none.
 *
 * @throws S3's errors.
 */
export async function* listDirectoryBuckets(
  cloud: Cloud,
  { account, region }: Place,
): AsyncGenerator<ListedBucket> {
  const client = cloud.member(S3Client, { account, region });
  try {
    for await (const page of paginateListDirectoryBuckets({ client, pageSize: 1_000 }, {})) {
      for (const { Name: name, CreationDate } of page.Buckets ?? []) {
        if (name)
          yield { account, region, name, ...(CreationDate && { createdAt: +CreationDate }) };
      }
    }
  } catch (error) {
    if (!isNowhere(error)) throw error;
  }
}

/** The name of the endpoint is known to nobody. That a resolver is out of order has other codes. */
function isNowhere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOTFOUND';
}
