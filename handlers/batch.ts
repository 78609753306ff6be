import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { bury, type Letter, sendLater } from '../infra/aws/queue.ts';
import type { Cloud } from '../infra/cloud.ts';
import { eachMessage } from './each-message.ts';
import { beat } from './heartbeat.ts';
import { readLetter } from './letter.ts';
import { readMessage, type Sighting } from './messages.ts';
import type { Run } from './run.ts';
import { takeEvent } from './take-event.ts';
import { logger, metrics } from './telemetry.ts';

/**
 * Enforces a batch of the work queue, message by message and side by side.
 *
 * @returns the messages that must come back: those whose ending could not be written down or sent on. One that cannot be
 *   read goes to the dead-letter queue at once and takes none of its neighbours along.
 */
export function enforceBatch(cloud: Cloud): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  return eachMessage((record) => endMessage(cloud, record));
}

async function endMessage(cloud: Cloud, record: SQSRecord): Promise<void> {
  const letter = readLetter(record);
  const message = readMessage(letter.body, cloud.settings.memberRole);
  const { messageId } = record;
  switch (message.kind) {
    case 'ignored':
      logger.debug('message ignored', { messageId, reason: message.reason });
      return forgetKept(cloud, letter);
    case 'heartbeat':
      await beat(cloud, message.account);
      return forgetKept(cloud, letter);
    case 'malformed':
      return buryMalformed(cloud, letter, message.reason);
    case 'sighting':
      return handleSighting(cloud, letter, message.sighting);
  }
}

async function buryMalformed(cloud: Cloud, letter: Letter, reason: string): Promise<void> {
  const now = cloud.clock.now();
  const trail = { cause: 'malformed-message', attempts: 1, firstSeen: now } as const;
  logger.warn('message buried', { cause: trail.cause, reason });
  await bury(cloud, { ...letter, trail }, reason);
  metrics.addMetric('DeadLetters', MetricUnit.Count, 1);
}

async function handleSighting(cloud: Cloud, letter: Letter, sighting: Sighting): Promise<void> {
  const run = await takeEvent(cloud, sighting, letter.trail);
  if (!run) return;
  report(cloud, sighting, run);
  const next = { ...letter, trail: run.trail };
  if (run.next.do === 'nothing') return forgetKept(cloud, letter);
  if (run.next.do === 'come-back') return sendLater(cloud, next, run.next.delay);
  await bury(cloud, next, run.failure?.message ?? '');
  metrics.addMetric('DeadLetters', MetricUnit.Count, 1);
}

/** A dead letter that was sent back and came to a better end is no longer kept. */
async function forgetKept(cloud: Cloud, { id, isKept }: Letter): Promise<void> {
  if (!isKept) return;
  const { dropLetter } = await import('../infra/aws/letters.ts');
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
