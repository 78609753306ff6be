import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { bury, type Letter } from '../../infra/aws/queue.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { eachMessage } from '../each-message.ts';
import { readLetter } from '../letter.ts';
import { readMessage } from '../messages.ts';
import { logger, metrics } from '../telemetry.ts';
import { type Budgets, createBudgets } from './budgets.ts';
import { beat } from './heartbeat.ts';
import { forgetKept, workOff } from './work-off.ts';

/**
 * Enforces a batch of the work queue, message by message and side by side.
 *
 * @returns the messages that must come back: those whose ending could not be written down or sent on. One that cannot be
 *   read goes to the dead-letter queue at once and takes none of its neighbours along.
 */
export function enforceBatch(cloud: Cloud): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  const budgets = createBudgets(cloud.clock);
  return eachMessage((record) => endMessage(cloud, budgets, record));
}

async function endMessage(cloud: Cloud, budgets: Budgets, record: SQSRecord): Promise<void> {
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
      return workOff(cloud, budgets, { letter, sighting: message.sighting });
  }
}

async function buryMalformed(cloud: Cloud, letter: Letter, reason: string): Promise<void> {
  const now = cloud.clock.now();
  const trail = { cause: 'malformed-message', attempts: 1, firstSeen: now } as const;
  logger.warn('message buried', { cause: trail.cause, reason });
  await bury(cloud, { ...letter, trail }, reason);
  metrics.addMetric('DeadLetters', MetricUnit.Count, 1);
}
