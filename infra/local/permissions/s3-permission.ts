import { partitionOf } from '../arn.ts';

/** The IAM actions that are not called like the operation that needs them. Source: AWS facts A.1, service authorization reference. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['ListBuckets', 'ListAllMyBuckets'],
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
  const prefix = bucket.endsWith('--x-s3') ? 's3express' : 's3';
  return `${prefix}:${renamed.get(operation) ?? operation}`;
}

/** The ARN of a bucket, or of an object in it. */
export function s3Resource(
  { region }: { readonly region: string },
  bucket: string,
  key?: string,
): string {
  const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  return key === undefined ? arn : `${arn}/${key}`;
}
