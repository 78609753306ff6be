import { createHash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

export type MessageAttributes = Readonly<Record<string, MessageAttributeValue>>;

const STRING = 1;
const BINARY = 2;

/** MD5 of a text in UTF-8, as hex. SDK clients compare it with what they sent or received. */
export function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

/**
 * The MD5 of message attributes: names in order, each name, type and value preceded by its length in four bytes, and the
 * value by one byte that tells text from binary.
 * Source: "Calculating the MD5 message digest for message attributes" in the Amazon SQS developer guide.
 */
export function attributesDigest(attributes: MessageAttributes): string {
  const hash = createHash('md5');
  const names = Object.keys(attributes).sort(byCodeUnit);
  for (const name of names) {
    const { DataType = '', StringValue, BinaryValue } = attributes[name] ?? {};
    hash.update(withLength(Buffer.from(name)));
    hash.update(withLength(Buffer.from(DataType)));
    hash.update(Buffer.of(BinaryValue ? BINARY : STRING));
    hash.update(withLength(Buffer.from(BinaryValue ?? Buffer.from(StringValue ?? ''))));
  }
  return hash.digest('hex');
}

/** Bytes that a message attribute counts for: name, type and value. */
export function attributeSize(name: string, value: MessageAttributeValue): number {
  const { DataType = '', StringValue = '', BinaryValue } = value;
  return (
    Buffer.byteLength(name) +
    Buffer.byteLength(DataType) +
    (BinaryValue?.byteLength ?? Buffer.byteLength(StringValue))
  );
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}
