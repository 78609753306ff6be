import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { noteDigestTold } from '../../infra/aws/digests.ts';
import { noteTold } from '../../infra/aws/incident-notices.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { eachMessage } from '../each-message.ts';
import { logger, metrics } from '../telemetry.ts';
import { tellDay } from './digest.ts';
import { readNotice } from './notice-message.ts';
import { reviewIncidents } from './review-incidents.ts';

/** Works on the queue of notices: tells people what they should know by the clock, and sees what they have been told. */
export function tellNotices(cloud: Cloud): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  return eachMessage((record) => work(cloud, record));
}

async function work(cloud: Cloud, { body, messageId }: SQSRecord): Promise<void> {
  const notice = readNotice(body);
  switch (notice.kind) {
    case 'review':
      await reviewIncidents(cloud);
      metrics.addMetric('Reviewed', MetricUnit.Count, 1);
      return undefined;
    case 'digest':
      return tellDay(cloud, notice.at);
    case 'receipt':
      // It is out, whatever became of whoever told it.
      return noteTold(cloud, notice.episode, notice.told);
    case 'digest-receipt':
      return noteDigestTold(cloud, notice.day, notice.at);
    case 'unknown':
      logger.warn('notice ignored', { messageId, reason: notice.reason });
  }
}
