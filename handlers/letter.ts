import type { SQSRecord } from 'aws-lambda';
import type { Letter, Trail } from '../infra/aws/queue.ts';
import { isCause } from '../rules/cause.ts';

/**
 * A message of the work queue with its trail, if it was deferred before.
 * Attributes that do not add up to a trail are dropped: the message then starts anew.
 */
export function readLetter({ body, messageAttributes }: SQSRecord): Letter {
  const text = (name: string) => messageAttributes[name]?.stringValue;
  return { body, trail: readTrail(text('cause'), text('attempts'), text('firstSeen')) };
}

function readTrail(cause = '', attempts = '', firstSeen = ''): Trail | undefined {
  const trail = { cause, attempts: Number(attempts), firstSeen: Date.parse(firstSeen) };
  const { cause: known } = trail;
  if (!isCause(known) || !(trail.attempts > 0) || Number.isNaN(trail.firstSeen)) return undefined;
  return { ...trail, cause: known };
}
