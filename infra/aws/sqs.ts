import { SendMessageCommand, type SendMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import type { Cloud } from '../cloud.ts';

// Kept apart from queue.ts so that a function whose messages all succeed never loads this client.

/** @throws SQS's errors. */
export async function send(cloud: Cloud, message: SendMessageCommandInput): Promise<void> {
  await cloud.hub(SQSClient).send(new SendMessageCommand(message));
}
