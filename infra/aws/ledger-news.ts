import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { BucketRef } from '../../rules/bucket.ts';
import type { State } from '../../rules/outcome.ts';
import type { Cloud } from '../cloud.ts';
import { claimOf } from './claim.ts';
import { whenUnchanged } from './conditional.ts';
import { type BucketEntry, entryOf, keyOf } from './ledger-item.ts';

/** Longer than telling ever takes; after that whoever was at it is believed dead. */
const TELLING_MS = 120_000;

/**
 * Claims the telling of a bucket's news, so that of several who saw the same change one tells it.
 *
 * @returns whether it is ours to tell.
 * @throws DynamoDB's errors.
 */
export function claimNews(cloud: Cloud, bucket: BucketRef): Promise<boolean> {
  const claim = claimOf(cloud, TELLING_MS);
  return whenUnchanged(cloud, {
    ...keyOf(cloud, bucket),
    UpdateExpression: `SET ${claim.assignments}`,
    ConditionExpression: claim.condition,
    ExpressionAttributeValues: claim.values,
  });
}

/**
 * Remembers that a state, and since when it lasts, was told to the world, so that it is not told again, and ends the claim.
 *
 * @returns the entry as it stands by then.
 * @throws DynamoDB's errors.
 */
export async function markAnnounced(
  cloud: Cloud,
  bucket: BucketRef,
  { state, since }: { readonly state: State; readonly since: string },
): Promise<BucketEntry> {
  const request = new UpdateItemCommand({
    ...keyOf(cloud, bucket),
    UpdateExpression: 'SET announced = :state, announcedSince = :since REMOVE telling, teller',
    ExpressionAttributeValues: { ':state': { S: state }, ':since': { S: since } },
    ReturnValues: 'ALL_NEW',
  });
  const answer = await cloud.hub(DynamoDBClient).send(request);
  return entryOf(answer.Attributes ?? {});
}
