import { GetBucketTaggingCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { BucketRef, Tags } from '../../rules/bucket.ts';
import type { Cloud } from '../cloud.ts';
import { errorName, KnownFailure } from './failure.ts';

/**
 * A bucket's tags; none is an empty record (S3 answers `NoSuchTagSet`).
 *
 * @throws S3's errors.
 */
export async function bucketTags(cloud: Cloud, bucket: BucketRef): Promise<Tags> {
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

/** A bucket as ListBuckets tells of it. */
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
 * ListBuckets is the one S3 call of ours without an expected owner: it has none, and lists the caller's own.
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
