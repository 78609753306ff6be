import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { keptLetters } from '../../../../infra/aws/letters.ts';
import { RegionalSqsClient } from '../../../../infra/aws/sqs.ts';
import type { Scenery } from './scenery.ts';
import { waitFor } from './wait-for.ts';

/** Puts a body on the work queue and waits until it is kept as a dead letter; says what is known of it. */
export async function poison({ cloud }: Scenery, MessageBody: string): Promise<string> {
  const request = { QueueUrl: cloud.settings.workQueueUrl, MessageBody };
  await cloud.hub(RegionalSqsClient).send(new SendMessageCommand(request));
  return waitFor(async () => {
    const letters = await Array.fromAsync(keptLetters(cloud));
    const letter = letters.find(({ body }) => body === MessageBody);
    if (!letter) return { asWanted: false, saw: 'it is not among the dead letters' };
    return { asWanted: true, saw: `a dead letter: ${letter.cause}, ${letter.reason}` };
  });
}
