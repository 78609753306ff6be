import type { Cloud } from '../cloud.ts';
import { whenUnchanged } from './conditional.ts';
import { addressOf, type KeptLetter } from './letters.ts';

/** So long a letter that was sent back is not sent again: by then it has come to an end, or has never left. */
const UNDERWAY_MS = 900_000;

/** Whether somebody has sent it back, and nobody knows yet what came of that. */
export function isUnderway({ sentAt }: KeptLetter, now: number): boolean {
  return sentAt !== undefined && sentAt >= now - UNDERWAY_MS;
}

/** Milliseconds since the epoch: until when a claim holds that nobody renews or gives back. */
export function claimedUntil(arrival: number): number {
  return arrival + UNDERWAY_MS;
}

/**
 * Claims a letter for sending it back; it stays where it is until it is known what came of that. The claim knows itself again:
 * the SDK repeats a write whose answer got lost, and must not find itself shut out by its own first attempt.
 *
 * @param arrival milliseconds since the epoch: when the work queue will show it.
 * @returns false when somebody else has sent it and it is underway, or it is no longer there.
 * @throws DynamoDB's errors.
 */
export function claimLetter(cloud: Cloud, { id }: KeptLetter, arrival: number): Promise<boolean> {
  const now = cloud.clock.now();
  return whenUnchanged(cloud, {
    ...addressOf(cloud, id),
    UpdateExpression: 'SET sentAt = :arrival, claimant = :me',
    ConditionExpression:
      'attribute_exists(pk) AND (attribute_not_exists(sentAt) OR sentAt < :underway OR claimant = :me)',
    ExpressionAttributeValues: {
      ':arrival': { N: String(arrival) },
      ':underway': { N: String(now - UNDERWAY_MS) },
      ':me': { S: `${now}-${cloud.random()}` },
    },
  });
}

/**
 * Holds the claim of a letter whose message waits once more, for whoever has it: it may wait for longer than a claim counts.
 * A letter that is no longer there is no error.
 *
 * @param delay seconds until the work queue shows the message, at most 900.
 * @throws DynamoDB's errors.
 */
export async function renewLetter(cloud: Cloud, id: string, delay: number): Promise<void> {
  await whenUnchanged(cloud, {
    ...addressOf(cloud, id),
    UpdateExpression: 'SET sentAt = :arrival',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':arrival': { N: String(cloud.clock.now() + delay * 1_000) } },
  });
}

/** Gives a claim back, for the letter has not been sent. Throws DynamoDB's errors. */
export async function releaseLetter(
  cloud: Cloud,
  { id }: KeptLetter,
  arrival: number,
): Promise<void> {
  await whenUnchanged(cloud, {
    ...addressOf(cloud, id),
    UpdateExpression: 'REMOVE sentAt, claimant',
    ConditionExpression: 'sentAt = :arrival',
    ExpressionAttributeValues: { ':arrival': { N: String(arrival) } },
  });
}
