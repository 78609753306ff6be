import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { QueueFacts } from '../../../rules/doctor/queue.ts';
import type { RegionalSqsClient } from '../sqs.ts';
import { lookFor } from './look.ts';

/** A queue's settings, and how many messages wait in it. */
export function seeQueue(
  sqs: RegionalSqsClient,
  QueueUrl: string,
): Promise<Looked<QueueFacts | undefined>> {
  const absent = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'];
  return lookFor(absent, async () => {
    const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes: said = {} } = await sqs.send(ask);
    return {
      policy: said.Policy,
      redrivesTo: redriveTarget(said.RedrivePolicy),
      isEncrypted: said.SqsManagedSseEnabled === 'true' || Boolean(said.KmsMasterKeyId),
      waiting: Number(said.ApproximateNumberOfMessages),
    };
  });
}

function redriveTarget(policy: string | undefined): string | undefined {
  if (policy === undefined) return undefined;
  const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn?: string };
  return deadLetterTargetArn;
}
