import {
  DeleteBucketInventoryConfigurationCommand,
  type InventoryConfiguration,
  ListBucketInventoryConfigurationsCommand,
  PutBucketInventoryConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { BucketRef } from '../../rules/bucket.ts';
import { canonical, type Inventory } from '../../rules/inventory.ts';
import type { Change } from '../../rules/plan.ts';
import type { Cloud } from '../cloud.ts';
import { errorName } from './failure.ts';

/**
 * Every inventory configuration of a bucket, foreign ones included, in canonical form.
 * S3 gives at most 100 a page and the SDK has no paginator for them.
 *
 * @throws S3's errors; `NoSuchBucket` when there is no such bucket (yet).
 */
export async function listInventories(cloud: Cloud, bucket: BucketRef): Promise<Inventory[]> {
  const found: InventoryConfiguration[] = [];
  let token: string | undefined;
  do {
    const page = await cloud.member(S3Client, bucket).send(
      new ListBucketInventoryConfigurationsCommand({
        ...owned(bucket),
        ContinuationToken: token,
      }),
    );
    found.push(...(page.InventoryConfigurationList ?? []));
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token);
  return found.map(canonical);
}

/**
 * Carries one change out. A put replaces the whole configuration of that id; deleting one that is not there is no error.
 *
 * @throws S3's errors.
 */
export async function applyChange(cloud: Cloud, bucket: BucketRef, change: Change): Promise<void> {
  const s3 = cloud.member(S3Client, bucket);
  const target = { ...owned(bucket), Id: change.id };
  if (change.action === 'put') {
    const put = { ...target, InventoryConfiguration: change.after as InventoryConfiguration };
    await s3.send(new PutBucketInventoryConfigurationCommand(put));
    return;
  }
  await s3.send(new DeleteBucketInventoryConfigurationCommand(target)).catch((error: unknown) => {
    if (errorName(error) !== 'NoSuchConfiguration') throw error;
  });
}

/** The expected owner is checked by S3 together with the call: a name that somebody else took meanwhile is refused. */
function owned({ account, name }: BucketRef) {
  return { Bucket: name, ExpectedBucketOwner: account };
}
