import { arnOf, type Place, partitionOf } from '../arn.ts';
import { isDirectoryBucket } from '../s3/bucket.ts';

/** The IAM actions that are not called like the operation that needs them. Source: AWS facts A.1, service authorization reference. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['ListBuckets', 'ListAllMyBuckets'],
  ['ListDirectoryBuckets', 'ListAllMyDirectoryBuckets'],
  ['HeadBucket', 'ListBucket'],
  ['ListObjectsV2', 'ListBucket'],
  ['HeadObject', 'GetObject'],
  ['DeleteBucketTagging', 'PutBucketTagging'],
  ['GetBucketInventoryConfiguration', 'GetInventoryConfiguration'],
  ['ListBucketInventoryConfigurations', 'GetInventoryConfiguration'],
  ['PutBucketInventoryConfiguration', 'PutInventoryConfiguration'],
  ['DeleteBucketInventoryConfiguration', 'PutInventoryConfiguration'],
]);

/** The IAM action of an operation of S3; directory buckets have a prefix of their own. */
export function s3Action(operation: string, bucket: string): string {
  const isExpress = isDirectoryBucket(bucket) || operation === 'ListDirectoryBuckets';
  const prefix = isExpress ? 's3express' : 's3';
  return `${prefix}:${renamed.get(operation) ?? operation}`;
}

/**
 * The ARN of a bucket, or of an object in it; that of a directory bucket names its account and region.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3express.html
 */
export function s3Resource(home: Place, bucket: string, key?: string): string {
  if (isDirectoryBucket(bucket)) return arnOf('s3express', home, `bucket/${bucket}`);
  const arn = `arn:${partitionOf(home.region)}:s3:::${bucket}`;
  return key === undefined ? arn : `${arn}/${key}`;
}
