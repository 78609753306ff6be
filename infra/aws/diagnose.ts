import type { BucketRef } from '../../rules/bucket.ts';
import type { Cloud } from '../cloud.ts';
import { listBuckets } from './buckets.ts';
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
 * Source: AWS facts B: the two are the same in code and status.
 */
export async function diagnose(
  cloud: Cloud,
  bucket: BucketRef,
  failure: Failure,
): Promise<Failure> {
  if (failure.cause !== 'wrong-owner') return failure;
  const { message } = failure;
  try {
    if (!(await owns(cloud, bucket))) {
      return { ...failure, message: `${message}; the account has no bucket of that name` };
    }
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

async function owns(cloud: Cloud, { account, name }: BucketRef): Promise<boolean> {
  for await (const owned of listBuckets(cloud, account, name)) {
    if (owned.name === name) return true;
  }
  return false;
}
