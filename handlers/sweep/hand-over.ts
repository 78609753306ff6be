import { randomUUID } from 'node:crypto';
import { bury, sendLater } from '../../infra/aws/queue.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { checkMessage } from '../check-message.ts';
import type { Run } from '../run.ts';

/**
 * Gives what a sweep could not end to the work queue, as if an event had brought it: there is one way of retrying.
 *
 * @throws SQS's errors: then the step is repeated.
 */
export async function handOver(cloud: Cloud, run: Run): Promise<void> {
  const { bucket, next, trail, failure, elsewhere } = run;
  if (elsewhere) return sendLater(cloud, letterOf(cloud, { ...bucket, region: elsewhere }), 0);
  if (next.do === 'nothing') return;
  const letter = { ...letterOf(cloud, bucket), trail };
  if (next.do === 'come-back') return sendLater(cloud, letter, next.delay);
  await bury(cloud, letter, failure?.message ?? '');
}

function letterOf(cloud: Cloud, bucket: BucketRef) {
  return { id: randomUUID(), body: checkMessage(cloud, bucket), group: bucket.account };
}
