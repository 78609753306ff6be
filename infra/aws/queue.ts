import type { Cause } from '../../rules/cause.ts';
import { safeText } from '../../rules/template-safe.ts';
import type { Cloud } from '../cloud.ts';

/** A message with what it has been through; travels in message attributes, so that the body stays as it came. */
export interface Letter {
  /** Of a message that was sent back the id under which the ledger keeps it, else the message's own. */
  readonly id: string;
  /** Whether the ledger keeps it until it is known how it ended this time. */
  readonly isKept?: boolean | undefined;
  readonly body: string;
  /** The account it is about. SQS lets no group of messages keep the others waiting. */
  readonly group?: string | undefined;
  /** Absent on a message that never failed. */
  readonly trail?: Trail | undefined;
}

export interface Trail {
  readonly cause: Cause;
  /** How often the work was tried for this cause. */
  readonly attempts: number;
  /** Milliseconds since the epoch of the first failure. */
  readonly firstSeen: number;
}

/**
 * Sends a fresh copy of a message to the work queue, to be seen after `delay` seconds (SQS: at most 900).
 *
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 *
 * @throws SQS's errors: then the original must stay.
 */
export async function sendLater(cloud: Cloud, letter: Letter, delay: number): Promise<void> {
  const { send } = await import('./sqs.ts');
  await send(cloud, {
    QueueUrl: cloud.settings.workQueueUrl,
    MessageBody: letter.body,
    DelaySeconds: Math.min(Math.ceil(delay), 900),
    ...(letter.group && { MessageGroupId: letter.group }),
    MessageAttributes: {
      ...trailAttributes(letter.trail),
      ...(letter.isKept && { letter: text(letter.id) }),
    },
  });
}

/**
 * Sends a message that has come to its end to the dead-letter queue, with its trail and `lastSeen`.
 *
 * @throws SQS's errors: then the original must stay. So it does if with all of that it would be longer than a message may be
 *   (AWS facts G.1); when it has come back often enough, SQS itself moves it, as it is.
 */
export async function bury(cloud: Cloud, letter: Letter, reason: string): Promise<void> {
  const { send } = await import('./sqs.ts');
  await send(cloud, {
    QueueUrl: cloud.settings.deadLetterQueueUrl,
    MessageBody: letter.body,
    MessageAttributes: {
      ...trailAttributes(letter.trail),
      letter: text(letter.id),
      lastSeen: text(new Date(cloud.clock.now()).toISOString()),
      reason: text(safeText(reason, 1_000)),
    },
  });
}

function trailAttributes(trail: Trail | undefined) {
  if (!trail) return {};
  return {
    cause: text(trail.cause),
    attempts: { DataType: 'Number', StringValue: String(trail.attempts) },
    firstSeen: text(new Date(trail.firstSeen).toISOString()),
  };
}

/** SQS refuses an empty value. */
function text(value: string) {
  return { DataType: 'String', StringValue: value || '-' };
}
