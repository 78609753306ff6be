import { type BucketEntry, refOf } from '../../infra/aws/ledger-item.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { enforceBucket } from '../enforce.ts';
import type { History, Run } from '../run.ts';
import { handOver } from './hand-over.ts';
import { isStillInTrouble } from './survey-bucket.ts';

/**
 * Enforces the mandate on a bucket as if somebody had asked for a check of it. One that was given up is tried once, and has
 * had its tries if it fails as it did.
 *
 * @throws as `enforceBucket` does, and when it could not be handed over: then the step is repeated.
 */
export async function checkBucket(
  cloud: Cloud,
  known: BucketEntry,
  past: Pick<History, 'unlisted'> = {},
): Promise<Run> {
  const sighting = { bucket: refOf(known), event: 'check', at: cloud.clock.now() } as const;
  const givenUp = known.state === 'failed' ? known.cause : undefined;
  const run = await enforceBucket(cloud, sighting, { ...past, givenUp });
  // In an emergency stop its message waits already, and would get a twin with every sweep.
  if (run.cause !== 'halted' || !isStillInTrouble(known, run)) await handOver(cloud, run);
  return run;
}
