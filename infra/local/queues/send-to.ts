import type {
  MessageAttributeValue,
  SendMessageRequest,
  SendMessageResult,
} from '@aws-sdk/client-sqs';
import { attributeSize, attributesDigest, type MessageAttributes, md5 } from './message-digest.ts';
import { groupTrouble } from './message-group.ts';
import type { NewMessage, Queue } from './queue.ts';
import { badNumber, queueError } from './queue-error.ts';

/** Source: AWS facts G.1: body and attributes together. */
export const MESSAGE_BYTES_AT_MOST = 1_048_576;
const DELAY_AT_MOST = 900;
const ATTRIBUTES_AT_MOST = 10;

/** What SQS does not accept in a body, nor in the text of an attribute: what is no character of XML's. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const REFUSED_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

type Sent = Omit<SendMessageRequest, 'QueueUrl'>;

/**
 * Puts a message on a queue, as SendMessage and each entry of SendMessageBatch do.
 *
 * @throws AwsError `InvalidParameterValueException`, `MissingRequiredParameterException`, `InvalidMessageContents`.
 */
export function sendTo(queue: Queue, sent: Sent, sender: string): SendMessageResult {
  const message = readMessage(sent, sender);
  const { id } = queue.send(message);
  return {
    MessageId: id,
    MD5OfMessageBody: md5(message.body),
    ...(Object.keys(message.attributes).length > 0 && {
      MD5OfMessageAttributes: attributesDigest(message.attributes),
    }),
  };
}

/** Bytes of a message as SQS counts them. */
export function messageSize({ MessageBody = '', MessageAttributes = {} }: Partial<Sent>): number {
  const attributes = Object.entries(MessageAttributes);
  return attributes.reduce(
    (sum, [name, value]) => sum + attributeSize(name, value),
    Buffer.byteLength(MessageBody),
  );
}

function readMessage(sent: Sent, sender: string): NewMessage {
  const { MessageBody: body, MessageAttributes: attributes = {}, DelaySeconds: delay } = sent;
  const { MessageGroupId: group } = sent;
  if (!body) {
    const message = 'The request must contain the parameter MessageBody.';
    throw queueError('MissingRequiredParameterException', message);
  }
  if (messageSize(sent) > MESSAGE_BYTES_AT_MOST) {
    const message = `One or more parameters are invalid. Reason: Message must be shorter than ${MESSAGE_BYTES_AT_MOST} bytes.`;
    throw queueError('InvalidParameterValueException', message);
  }
  if (REFUSED_CHARACTERS.test(body)) {
    const message =
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.';
    throw queueError('InvalidMessageContents', message);
  }
  if (delay !== undefined && (delay < 0 || delay > DELAY_AT_MOST)) {
    throw badNumber('DelaySeconds', delay, `DelaySeconds must be >= 0 and <= ${DELAY_AT_MOST}.`);
  }
  refuseBadAttributes(attributes);
  refuseBadGroup(group);
  return { body, attributes, delay, sender, group };
}

function refuseBadGroup(group: string | undefined): void {
  const trouble = group === undefined ? undefined : groupTrouble(group);
  if (trouble) throw queueError('InvalidParameterValueException', trouble);
}

function refuseBadAttributes(attributes: MessageAttributes): void {
  const entries = Object.entries(attributes);
  if (entries.length > ATTRIBUTES_AT_MOST) {
    const message = `Number of message attributes [${entries.length}] exceeds the allowed maximum [${ATTRIBUTES_AT_MOST}].`;
    throw queueError('InvalidParameterValueException', message);
  }
  for (const [name, value] of entries) refuseBadAttribute(name, value);
}

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html */
function refuseBadAttribute(name: string, value: MessageAttributeValue): void {
  const { DataType, StringValue = '', BinaryValue } = value;
  if (!DataType) {
    const message = `The message attribute '${name}' must contain non-empty message attribute type.`;
    throw queueError('InvalidParameterValueException', message);
  }
  if (!StringValue && !BinaryValue?.byteLength) {
    const message = `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`;
    throw queueError('InvalidParameterValueException', message);
  }
  if (REFUSED_CHARACTERS.test(StringValue)) {
    const message = `Invalid characters found in the value of the message attribute '${name}'.`;
    throw queueError('InvalidParameterValueException', message);
  }
}
