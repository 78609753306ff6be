import { AwsError } from '../service.ts';
import type { Message } from './queue.ts';

/** A message that is handed out once more. */
export function receivedAgain(message: Message, now: number): Message {
  const receiveCount = message.receiveCount + 1;
  const receiptHandle = `${message.id}#${receiveCount}`;
  return {
    ...message,
    receiveCount,
    receiptHandle,
    firstReceivedAt: message.firstReceivedAt ?? now,
  };
}

/** @throws AwsError `ReceiptHandleIsInvalid` for a text that no receive has given out. */
export function idOfReceipt(receiptHandle: string): string {
  const [, id] = /^([0-9a-f-]{36})#\d+$/.exec(receiptHandle) ?? [];
  if (id) return id;
  const message = `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`;
  throw new AwsError('ReceiptHandleIsInvalid', message, { status: 404 });
}
