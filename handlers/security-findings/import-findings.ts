import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { importFinding } from '../../infra/aws/findings.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { findingOf, type Told } from '../../rules/finding.ts';
import { eachMessage } from '../each-message.ts';
import { logger } from '../telemetry.ts';

const Text = z.string();

/** Of an event of ours what a finding needs. Only the hub's own rule can put one on the queue. */
const OutcomeEvent = z.object({
  detail: z.object({
    account: Text.check(z.regex(/^\d{12}$/)),
    region: Text,
    bucket: Text,
    state: Text,
    beforeSince: z.optional(Text),
    cause: z.optional(Text),
    reason: z.optional(Text),
    since: Text,
  }),
});

/**
 * Brings a batch of outcome events to Security Hub, each to the account and region of its bucket.
 *
 * @returns the messages that must come back: those that Security Hub did not take, and those that cannot be read. What never
 *   gets through ends in the dead-letter queue.
 */
export function importFindings(cloud: Cloud): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  return eachMessage(({ body }) =>
    importOutcome(cloud, OutcomeEvent.parse(JSON.parse(body)).detail),
  );
}

async function importOutcome(cloud: Cloud, told: Told): Promise<void> {
  const { account, region, bucket, state } = told;
  const where = { account, region, bucket, state };
  const ending = await importFinding(cloud, { account, region }, findingOf(told));
  if (ending === 'imported') logger.info('finding imported', where);
  else logger.info('no finding: Security Hub is not enabled there', where);
}
