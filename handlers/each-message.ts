import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { failureOf } from '../infra/aws/failure.ts';
import { logger } from './telemetry.ts';

/**
 * Works on a batch of a queue, message by message and side by side.
 *
 * @returns the messages that must come back, those that `work` threw at: the log says why, and no neighbour is harmed.
 */
export function eachMessage(
  work: (record: SQSRecord) => Promise<void>,
): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  return (batch) =>
    processPartialResponse(
      batch,
      (record: SQSRecord) => attempt(work, record),
      new BatchProcessor(EventType.SQS),
      { throwOnFullBatchFailure: false },
    );
}

async function attempt(work: (record: SQSRecord) => Promise<void>, record: SQSRecord) {
  try {
    await work(record);
  } catch (error) {
    const { cause, message } = failureOf(error);
    logger.error('message comes back', { messageId: record.messageId, cause, why: message });
    throw error;
  }
}
