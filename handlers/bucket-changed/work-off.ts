import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { bury, type Letter, sendLater } from '../../infra/aws/queue.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { Sighting } from '../messages.ts';
import type { Run } from '../run.ts';
import { logger, metrics } from '../telemetry.ts';
import type { Budgets } from './budgets.ts';
import { type Errand, type Hop, hopOf } from './put-off.ts';
import { takeEvent } from './take-event.ts';

/**
 * Works a message about a bucket off: it is put off, or its bucket enforced; then it has come to its end, comes back later, or is
 * buried.
 *
 * @throws when the ending could not be written down or sent on: then the message must come back by itself.
 */
export async function workOff(cloud: Cloud, budgets: Budgets, errand: Errand): Promise<void> {
  const { letter, sighting } = errand;
  const { account } = sighting.bucket;
  const hop = await hopOf(cloud, budgets, errand);
  if (hop) return putBack(cloud, errand, hop);
  const run = await budgets.spend(account, () => takeEvent(cloud, sighting, letter.trail));
  if (!run) return;
  report(cloud, sighting, run);
  const next = { ...letter, group: account, trail: run.trail };
  if (run.next.do === 'nothing') return forgetKept(cloud, letter);
  if (run.next.do === 'come-back') return sendOn(cloud, next, run.next.delay);
  await bury(cloud, next, run.failure?.message ?? '');
  metrics.addMetric('DeadLetters', MetricUnit.Count, 1);
}

async function putBack(cloud: Cloud, { letter, sighting }: Errand, hop: Hop): Promise<void> {
  const { delay, trail, why } = hop;
  logger.debug('message put off', { ...sighting.bucket, why, delay });
  await sendOn(cloud, { ...letter, group: sighting.bucket.account, trail }, delay);
  metrics.addMetric('PutOff', MetricUnit.Count, 1);
}

/** A dead letter that was sent back stays claimed for as long as it waits, so that nobody sends a second one. */
async function sendOn(cloud: Cloud, letter: Letter, delay: number): Promise<void> {
  if (letter.isKept) {
    const { renewLetter } = await import('../../infra/aws/letter-claim.ts');
    await renewLetter(cloud, letter.id, delay);
  }
  await sendLater(cloud, letter, delay);
}

/** A dead letter that was sent back and came to a better end is no longer kept. */
export async function forgetKept(cloud: Cloud, { id, isKept }: Letter): Promise<void> {
  if (!isKept) return;
  const { dropLetter } = await import('../../infra/aws/letters.ts');
  await dropLetter(cloud, id);
}

function report(cloud: Cloud, { event, at }: Sighting, run: Run): void {
  const { bucket, outcome, cause, failure, changes, surplus, next } = run;
  const ids = changes.map(({ action, id }) => `${action} ${id}`);
  logger.info('bucket enforced', {
    ...bucket,
    event,
    outcome,
    cause,
    changes: ids,
    surplus,
    next,
    why: failure?.message,
  });
  if (outcome === 'corrected') {
    metrics.addMetric('Corrected', MetricUnit.Count, 1);
    metrics.addMetric('TimeToCompliance', MetricUnit.Milliseconds, cloud.clock.now() - at);
  }
  if (outcome === 'deferred') metrics.addMetric('Deferred', MetricUnit.Count, 1);
  if (outcome === 'failed') metrics.addMetric('Failed', MetricUnit.Count, 1);
}
