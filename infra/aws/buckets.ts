import { GetBucketTaggingCommand, paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
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

/**
 * Every general purpose bucket of an account, in all regions, as its pages arrive; those whose names begin with `prefix`.
 * ListBuckets is the one S3 call of ours without an expected owner: it has none, and lists the caller's own.
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
