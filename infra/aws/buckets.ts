import {
  GetBucketTaggingCommand,
  ListBucketsCommand,
  ListDirectoryBucketsCommand,
  type ListDirectoryBucketsOutput,
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

/** A bucket as S3 lists it. */
export interface ListedBucket extends BucketRef {
  /**
   * Milliseconds since the epoch. S3 says that it may change with the bucket's configuration, so a bucket may be older
   * (API reference of ListBuckets), never younger.
   */
  readonly createdAt: number;
}

export interface BucketPage {
  /** In the order of their names. */
  readonly buckets: readonly ListedBucket[];
  /** Asks for the next page; absent on the last one. */
  readonly next?: string | undefined;
}

/** So many are asked for at a time, and looked at without asking whether there is time left; S3 gives 10,000 at most. */
const PAGE = 250;

/**
 * One page of an account's general purpose buckets in all regions.
 * Listings have no expected owner: they are of the caller's own buckets.
 *
 * @throws S3's errors; KnownFailure `unreadable` where S3 does not say where a bucket is.
 */
export async function bucketPage(
  cloud: Cloud,
  account: string,
  { token, prefix }: { readonly token?: string | undefined; readonly prefix?: string | undefined },
): Promise<BucketPage> {
  const client = cloud.member(S3Client, { account, region: cloud.settings.region });
  const answer = await client.send(
    new ListBucketsCommand({ MaxBuckets: PAGE, Prefix: prefix, ContinuationToken: token }),
  );
  const buckets = (answer.Buckets ?? []).map(({ Name, BucketRegion, CreationDate }) => {
    if (!Name || !BucketRegion)
      throw new KnownFailure('unreadable', `S3 does not say where ${Name} is`);
    return { account, region: BucketRegion, name: Name, createdAt: CreationDate?.getTime() ?? 0 };
  });
  return { buckets, next: answer.ContinuationToken };
}

/**
 * Every general purpose bucket of an account, in all regions, as its pages arrive; those whose names begin with `prefix`.
 *
 * @throws as `bucketPage` does.
 */
export async function* listBuckets(
  cloud: Cloud,
  account: string,
  prefix?: string,
): AsyncGenerator<BucketRef> {
  let token: string | undefined;
  do {
    const page = await bucketPage(cloud, account, { token, prefix });
    yield* page.buckets;
    token = page.next;
  } while (token);
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
  let token: string | undefined;
  do {
    const request = { MaxDirectoryBuckets: PAGE, ContinuationToken: token };
    const page = await client.send(new ListDirectoryBucketsCommand(request)).catch(noneIfNowhere);
    for (const { Name: name, CreationDate } of page.Buckets ?? []) {
      if (name) yield { account, region, name, createdAt: CreationDate?.getTime() ?? 0 };
    }
    token = page.ContinuationToken;
  } while (token);
}

/** The name of the endpoint is known to nobody. That a resolver is out of order has other codes. */
function noneIfNowhere(error: unknown): ListDirectoryBucketsOutput {
  if (error instanceof Error && 'code' in error && error.code === 'ENOTFOUND') return {};
  throw error;
}
