import type { Cloud } from '../../infra/cloud.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { enforceBucket } from '../enforce.ts';
import type { Run } from '../run.ts';
import { handOver } from './hand-over.ts';

/**
 * Enforces the mandate on a bucket as if somebody had asked for a check of it.
 *
 * @throws as `enforceBucket` does, and when it could not be handed over: then the step is repeated.
 */
export async function checkBucket(cloud: Cloud, bucket: BucketRef): Promise<Run> {
  const run = await enforceBucket(cloud, { bucket, event: 'check', at: cloud.clock.now() });
  await handOver(cloud, run);
  return run;
}
