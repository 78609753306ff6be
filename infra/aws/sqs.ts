import {
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import type { Cloud } from '../cloud.ts';

// Kept apart from queue.ts so that a function whose messages all succeed never loads this client.

/** The region's endpoint serves every queue; left alone, the SDK follows the host in a queue's URL, and complains about it. */
export class RegionalSqsClient extends SQSClient {
  constructor(configuration: SQSClientConfig) {
    super({ ...configuration, useQueueUrlAsEndpoint: false });
  }
}

/** @throws SQS's errors. */
export async function send(cloud: Cloud, message: SendMessageCommandInput): Promise<void> {
  await cloud.hub(RegionalSqsClient).send(new SendMessageCommand(message));
}
