import type { SQSRecord } from 'aws-lambda';
import type { Letter, Trail } from '../infra/aws/queue.ts';
import { isCause } from '../rules/cause.ts';

/**
 * A message of the work queue with its trail, if it was deferred before.
 * Attributes that do not add up to a trail are dropped: the message then starts anew.
 */
export function readLetter({ messageId, body, messageAttributes }: SQSRecord): Letter {
  const text = (name: string) => messageAttributes[name]?.stringValue;
  const kept = text('letter');
  const trail = readTrail(text('cause'), text('attempts'), text('firstSeen'));
  return { id: kept ?? messageId, isKept: kept !== undefined, body, trail };
}

function readTrail(cause = '', attempts = '', firstSeen = ''): Trail | undefined {
  const trail = { cause, attempts: Number(attempts), firstSeen: Date.parse(firstSeen) };
  const { cause: known } = trail;
  if (!isCause(known) || !(trail.attempts > 0) || Number.isNaN(trail.firstSeen)) return undefined;
  return { ...trail, cause: known };
}
