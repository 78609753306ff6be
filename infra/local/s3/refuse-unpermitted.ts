import type { Guard } from '../permissions/guard.ts';
import { s3Action, s3Resource } from '../permissions/s3-permission.ts';
import type { Call } from '../service.ts';
import { type Bucket, isDirectoryBucket } from './bucket.ts';
import type { S3World } from './s3-world.ts';

interface Target {
  readonly bucket: Bucket;
  /** Of a call on an object. */
  readonly key: string | undefined;
}

/** An account's root can always put its bucket policy right again. */
const ALWAYS_ITS_OWNERS = /^(Get|Put|Delete)BucketPolicy$/;

/**
 * The caller must be granted the call; the bucket's policy may deny it to everyone, and must allow it to callers of other
 * accounts.
 *
 * @throws AwsError `AccessDenied`, in the long text that callers of the same organization get (AWS facts A.6).
 */
export function refuseUnpermitted(
  { authority }: S3World,
  { bucket, key }: Target,
  call: Call,
): void {
  const { account } = bucket;
  authority.require(call, {
    action: s3Action(call.operation, bucket.name),
    resource: s3Resource(bucket, bucket.name, key),
    context: { 'aws:resourceaccount': account, 's3:resourceaccount': account },
    guard: guardOf(bucket, call),
  });
}

/**
 * The control endpoint of directory buckets serves their own account alone, whatever their policies say.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
function guardOf({ name, account, policy }: Bucket, { caller, operation }: Call): Guard {
  const isRoot = caller.account === account && caller.role === undefined;
  const isBeyondPolicy = (isRoot && ALWAYS_ITS_OWNERS.test(operation)) || isDirectoryBucket(name);
  const policies = policy && !isBeyondPolicy ? [policy.document] : [];
  return { account, policies, needs: 'strangers' };
}
