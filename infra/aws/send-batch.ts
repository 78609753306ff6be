import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import type { Cloud } from '../cloud.ts';
import { withoutRetry } from './retry.ts';
import { RegionalSqsClient } from './sqs.ts';

/** A message for the work queue that starts afresh, without a trail. */
export interface Parcel {
  readonly body: string;
  /** Whose work it is: SQS lets no account's messages keep those of the others waiting. */
  readonly account?: string | undefined;
  /** The id under which the ledger keeps it until it is known how it ended. */
  readonly letterId?: string | undefined;
  /** Seconds after which it is to be seen, at most 900. */
  readonly delay: number;
}

/** So many messages, and bytes of them, SQS takes at a time (AWS facts G.1). */
const MESSAGES_AT_MOST = 10;
const BYTES_AT_MOST = 1_048_576;
/** What comes on top of a body: the attribute with its name, type and value. */
const ATTRIBUTE_BYTES = 200;

/** The same parcels in the same order, in batches that SQS takes. */
export function* inBatches<P extends Parcel>(parcels: Iterable<P>): Generator<readonly P[]> {
  let batch: P[] = [];
  let bytes = 0;
  for (const parcel of parcels) {
    const more = Buffer.byteLength(parcel.body) + ATTRIBUTE_BYTES;
    if (batch.length === MESSAGES_AT_MOST || (batch.length > 0 && bytes + more > BYTES_AT_MOST)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(parcel);
    bytes += more;
  }
  if (batch.length > 0) yield batch;
}

/** A client that sends nothing twice: an answer that gets lost is not followed by a second copy of each message. */
class SingleAttemptClient extends RegionalSqsClient {
  constructor(configuration: SQSClientConfig) {
    super(withoutRetry(configuration));
  }
}

/**
 * Sends one batch to the work queue, a single time.
 *
 * @returns for each parcel, by its place, why it was refused; undefined for one that was taken.
 * @throws SQS's errors: only `isRefusal` of them proves that nothing was sent.
 */
export async function sendBatch(
  cloud: Cloud,
  batch: readonly Parcel[],
): Promise<readonly (string | undefined)[]> {
  const request = new SendMessageBatchCommand({
    QueueUrl: cloud.settings.workQueueUrl,
    Entries: batch.map(entryOf),
  });
  const { Failed = [] } = await cloud.hub(SingleAttemptClient).send(request);
  const refusals = new Map(
    Failed.map(({ Id, Code, Message }) => [Id, [Code, Message].filter(Boolean).join(': ')]),
  );
  return batch.map((_, at) => refusals.get(String(at)));
}

/** Fair queues know tenants by the group of a message (SQS Developer Guide, sqs-fair-queues). */
function entryOf(parcel: Parcel, at: number): SendMessageBatchRequestEntry {
  const { body, account, letterId, delay } = parcel;
  return {
    Id: String(at),
    MessageBody: body,
    DelaySeconds: delay,
    ...(account && { MessageGroupId: account }),
    ...(letterId && {
      MessageAttributes: { letter: { DataType: 'String', StringValue: letterId } },
    }),
  };
}
