import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Cloud } from '../cloud.ts';
import { claimOf } from './claim.ts';
import { whenUnchanged } from './conditional.ts';
import { CLAIM_MS } from './incident-notices.ts';
import { unreadableLedger } from './ledger-item.ts';

/** Where it is kept that a digest was told: `DIGESTS` / `2026-11-24`. */
function addressOf({ settings }: Cloud, day: string) {
  return {
    TableName: settings.ledgerTable,
    Key: { pk: { S: 'DIGESTS' }, sk: { S: day } },
  };
}

const untold = 'attribute_not_exists(toldAt)';

/**
 * Whether the digest of a day is out.
 *
 * @param day `YYYY-MM-DD`, in UTC.
 * @throws KnownFailure `unreadable`.
 */
export async function isDigestTold(cloud: Cloud, day: string): Promise<boolean> {
  const request = new GetItemCommand({ ...addressOf(cloud, day), ConsistentRead: true });
  const { Item } = await cloud.hub(DynamoDBClient).send(request).catch(unreadableLedger);
  return Item?.toldAt !== undefined;
}

/**
 * Claims the telling of a day's digest.
 *
 * @returns whether it is ours to tell. If not it is out, or somebody else is telling it, or was when he died.
 * @throws DynamoDB's errors.
 */
export function claimDigest(cloud: Cloud, day: string): Promise<boolean> {
  const claim = claimOf(cloud, CLAIM_MS);
  return whenUnchanged(cloud, {
    ...addressOf(cloud, day),
    UpdateExpression: `SET ${claim.assignments}, expiresAt = :expiry`,
    ConditionExpression: `${untold} AND ${claim.condition}`,
    ExpressionAttributeValues: { ...claim.values, ':expiry': { N: expiryOf(day) } },
  });
}

/** Gives a claim back: the digest is certainly not out. Throws DynamoDB's errors. */
export function releaseDigest(cloud: Cloud, day: string): Promise<boolean> {
  return whenUnchanged(cloud, {
    ...addressOf(cloud, day),
    UpdateExpression: 'REMOVE telling, teller',
    ConditionExpression: `attribute_exists(pk) AND ${untold}`,
  });
}

/**
 * Notes that the digest of a day is out. Doing so twice changes nothing.
 *
 * @param at milliseconds since the epoch: when it was told.
 * @throws DynamoDB's errors.
 */
export async function noteDigestTold(cloud: Cloud, day: string, at: number): Promise<void> {
  await whenUnchanged(cloud, {
    ...addressOf(cloud, day),
    UpdateExpression: 'SET toldAt = :at, expiresAt = :expiry REMOVE telling, teller',
    ConditionExpression: untold,
    ExpressionAttributeValues: { ':at': { N: String(at) }, ':expiry': { N: expiryOf(day) } },
  });
}

/** Longer than any request for it can come late; the table's TTL counts in seconds. */
function expiryOf(day: string): string {
  return String(Date.parse(day) / 1_000 + 90 * 86_400);
}
