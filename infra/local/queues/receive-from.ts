import type {
  MessageAttributeValue,
  ReceiveMessageRequest,
  Message as WireMessage,
} from '@aws-sdk/client-sqs';
import type { Clock } from '../../clock.ts';
import { attributesDigest, type MessageAttributes, md5 } from './message-digest.ts';
import type { Message, Queue } from './queue.ts';
import { badNumber } from './queue-error.ts';

const VISIBILITY_AT_MOST = 43_200;

/**
 * What ReceiveMessage answers; it waits up to `WaitTimeSeconds`, or what the queue says, for a first message.
 *
 * @throws AwsError `InvalidParameterValueException`.
 */
export async function receiveFrom(
  queue: Queue,
  request: ReceiveMessageRequest,
  clock: Clock,
): Promise<WireMessage[]> {
  const { MaxNumberOfMessages: count = 1, VisibilityTimeout: visibility } = request;
  const wait = request.WaitTimeSeconds ?? queue.settings.receiveWait;
  refuseOutOfRange({ count, visibility, wait });
  await queue.whenReady(clock.now() + wait * 1_000);
  return queue.receive(count, visibility).map((message) => wireMessage(message, request));
}

/** The attributes that SQS keeps of a message, all of them texts. */
export function systemAttributes(message: Message): Record<string, string> {
  return {
    SenderId: message.sender,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    ...(message.group !== undefined && { MessageGroupId: message.group }),
    ...(message.deadLetterSource && { DeadLetterQueueSourceArn: message.deadLetterSource }),
  };
}

function refuseOutOfRange({
  count,
  visibility = 0,
  wait,
}: {
  readonly count: number;
  readonly visibility: number | undefined;
  readonly wait: number;
}): void {
  if (count < 1 || count > 10) {
    throw badNumber('MaxNumberOfMessages', count, 'Must be between 1 and 10, if provided.');
  }
  if (wait < 0 || wait > 20) {
    throw badNumber('WaitTimeSeconds', wait, 'Must be >= 0 and <= 20, if provided.');
  }
  refuseBadVisibility(visibility);
}

/** @throws AwsError `InvalidParameterValueException` beyond twelve hours. */
export function refuseBadVisibility(seconds: number): void {
  if (seconds >= 0 && seconds <= VISIBILITY_AT_MOST) return;
  throw badNumber(
    'VisibilityTimeout',
    seconds,
    `VisibilityTimeout must be an integer between 0 and ${VISIBILITY_AT_MOST}.`,
  );
}

function wireMessage(message: Message, request: ReceiveMessageRequest): WireMessage {
  const asked = [...(request.MessageSystemAttributeNames ?? []), ...(request.AttributeNames ?? [])];
  const system = pick(systemAttributes(message), asked);
  const attributes = pick(message.attributes, request.MessageAttributeNames ?? []);
  return {
    MessageId: message.id,
    ...(message.receiptHandle && { ReceiptHandle: message.receiptHandle }),
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(system && { Attributes: system }),
    ...(attributes && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: attributesDigest(attributes as MessageAttributes),
    }),
  };
}

/** The members that were asked for, by name, `All`, `.*` or `prefix.*`; undefined when none is left. */
function pick<Value extends string | MessageAttributeValue>(
  members: Readonly<Record<string, Value>>,
  asked: readonly string[],
): Record<string, Value> | undefined {
  const found = Object.entries(members).filter(([name]) =>
    asked.some((wanted) => isAsked(name, wanted)),
  );
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function isAsked(name: string, wanted: string): boolean {
  if (wanted === 'All') return true;
  return wanted.endsWith('.*') ? name.startsWith(wanted.slice(0, -2)) : name === wanted;
}
