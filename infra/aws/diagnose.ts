import { type BucketRef, isDirectoryBucket } from '../../rules/bucket.ts';
import type { Cloud } from '../cloud.ts';
import { listBuckets, listDirectoryBuckets } from './buckets.ts';
import { type Failure, failureOf } from './failure.ts';

/**
 * Tells a stranger's bucket from a missing permission, where S3 refused a call on the bucket and did not say why.
 * For that it looks whether the name is among the account's own buckets; every other failure stays as it is.
 * Only for the end of a run, never before a write: between two calls the name may change hands.
 *
 * | the account's list of buckets  | what it was                              |
 * |--------------------------------|------------------------------------------|
 * | has the name                   | `denied`: S3 kept the reason to itself   |
 * | does not have it               | `wrong-owner`                            |
 * | is refused too                 | `denied`, with both refusals             |
 * | cannot be had for other causes | that cause, so that it is tried again    |
 *
 * Of a directory bucket, which takes no expected owner, a refusal with a reason may be a stranger's as well: IAM sees no more
 * than an ARN that the role is not granted.
 *
 * Source: AWS facts B: the two are the same in code and status.
 */
export async function diagnose(
  cloud: Cloud,
  bucket: BucketRef,
  failure: Failure,
): Promise<Failure> {
  const { cause, message } = failure;
  const isDoubtful = isDirectoryBucket(bucket.name) && cause === 'denied';
  if (cause !== 'wrong-owner' && !isDoubtful) return failure;
  try {
    if (!(await owns(cloud, bucket))) {
      const stranger = `${message}; the account has no bucket of that name`;
      return { ...failure, cause: 'wrong-owner', message: stranger };
    }
    if (isDoubtful) return failure;
    const why = 'S3 gave no reason, and the account does own the bucket';
    return { ...failure, cause: 'denied', message: `${message}; ${why}` };
  } catch (error) {
    const listing = failureOf(error);
    if (!refusals.includes(listing.cause)) return listing;
    const both = `${message}; nor may the account's buckets be listed: ${listing.message}`;
    return { ...failure, cause: 'denied', message: both };
  }
}

const refusals: readonly Failure['cause'][] = ['denied', 'denied-by-policy', 'wrong-owner'];

async function owns(cloud: Cloud, bucket: BucketRef): Promise<boolean> {
  const { account, name } = bucket;
  const listed = isDirectoryBucket(name)
    ? listDirectoryBuckets(cloud, bucket)
    : listBuckets(cloud, account, name);
  for await (const owned of listed) {
    if (owned.name === name) return true;
  }
  return false;
}
