import {
  DeleteBucketInventoryConfigurationCommand,
  type InventoryConfiguration,
  ListBucketInventoryConfigurationsCommand,
  PutBucketInventoryConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type BucketRef, isDirectoryBucket } from '../../rules/bucket.ts';
import { canonical, type Inventory } from '../../rules/inventory.ts';
import type { Change } from '../../rules/plan.ts';
import type { Cloud } from '../cloud.ts';
import { errorName, failureOf, KnownFailure } from './failure.ts';

/**
 * Every inventory configuration of a bucket, foreign ones included, in canonical form.
 * S3 gives at most 100 a page and the SDK has no paginator for them.
 *
 * @throws S3's errors; `NoSuchBucket` when there is no such bucket (yet); KnownFailure `unsupported` when it can have none.
 */
export async function listInventories(cloud: Cloud, bucket: BucketRef): Promise<Inventory[]> {
  const found: InventoryConfiguration[] = [];
  let token: string | undefined;
  do {
    const request = { ...owned(bucket), ContinuationToken: token };
    const page = await cloud
      .member(S3Client, bucket)
      .send(new ListBucketInventoryConfigurationsCommand(request))
      .catch(refusedFor(bucket));
    found.push(...(page.InventoryConfigurationList ?? []));
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token);
  return found.map(canonical);
}

/**
 * Carries one change out. A put replaces the whole configuration of that id; deleting one that is not there is no error.
 *
 * @throws S3's errors; KnownFailure `unsupported` when the bucket can have no inventory.
 */
export async function applyChange(cloud: Cloud, bucket: BucketRef, change: Change): Promise<void> {
  const s3 = cloud.member(S3Client, bucket);
  const target = { ...owned(bucket), Id: change.id };
  if (change.action === 'put') {
    const put = { ...target, InventoryConfiguration: change.after as InventoryConfiguration };
    await s3.send(new PutBucketInventoryConfigurationCommand(put)).catch(refusedFor(bucket));
    return;
  }
  await s3.send(new DeleteBucketInventoryConfigurationCommand(target)).catch((error: unknown) => {
    if (errorName(error) !== 'NoSuchConfiguration') refusedFor(bucket)(error);
  });
}

/**
 * The expected owner is checked by S3 together with the call: a name that somebody else took meanwhile is refused.
 * Of a directory bucket S3 takes none (AWS facts A.5), and none is needed: the endpoint serves a bucket's own account alone,
 * and the member role is granted the ARNs of its own account's buckets, in which the account stands.
 */
function owned({ account, name }: BucketRef) {
  return isDirectoryBucket(name)
    ? { Bucket: name }
    : { Bucket: name, ExpectedBucketOwner: account };
}

/** Directory buckets have inventories since 2026, where S3 knows of it; where it does not, it says so (AWS facts A.5). */
function refusedFor({ name }: BucketRef): (error: unknown) => never {
  return (error) => {
    const isUnknown = ['NotImplemented', 'MethodNotAllowed'].includes(errorName(error));
    if (!isUnknown || !isDirectoryBucket(name)) throw error;
    const message = `S3 has no inventories for this directory bucket (${failureOf(error).message})`;
    throw new KnownFailure('unsupported', message, { cause: error });
  };
}
