import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { BucketRef } from '../../../../rules/bucket.ts';
import type { Stage } from '../stage.ts';

/** Creates a bucket as the administrator of its account. */
export async function createBucket(stage: Stage, bucket: BucketRef): Promise<void> {
  const { account, region, name } = bucket;
  const elsewhere = region !== 'us-east-1';
  const request = new CreateBucketCommand({
    Bucket: name,
    ...(elsewhere && { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
  });
  await stage.s3({ account, region }).send(request);
}
