import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { md5 } from '../queues/message-digest.ts';
import type { Message, QueueSettings } from '../queues/queue.ts';
import { systemAttributes } from '../queues/receive-from.ts';

/** A batch of messages as a function sees it. Source: AWS facts G.2, record fields. */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, SqsRecordAttribute>>;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

interface SqsRecordAttribute {
  readonly dataType: string;
  readonly stringValue?: string;
  /** Base64. */
  readonly binaryValue?: string;
  readonly stringListValues: readonly string[];
  readonly binaryListValues: readonly string[];
}

export function sqsEvent(messages: readonly Message[], queue: QueueSettings): SqsEvent {
  return { Records: messages.map((message) => recordOf(message, queue)) };
}

function recordOf(message: Message, { arn, region }: QueueSettings): SqsRecord {
  const attributes = Object.entries(message.attributes);
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle ?? '',
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: Object.fromEntries(
      attributes.map(([name, value]) => [name, inRecord(value)]),
    ),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: region,
  };
}

function inRecord({
  DataType = '',
  StringValue,
  BinaryValue,
}: MessageAttributeValue): SqsRecordAttribute {
  return {
    dataType: DataType,
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
    stringListValues: [],
    binaryListValues: [],
  };
}
