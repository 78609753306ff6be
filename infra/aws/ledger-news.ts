import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { BucketRef } from '../../rules/bucket.ts';
import type { State } from '../../rules/outcome.ts';
import type { Cloud } from '../cloud.ts';
import { errorName } from './failure.ts';
import { type BucketEntry, entryOf, keyOf } from './ledger-item.ts';

/** Longer than telling ever takes; after that whoever was at it is believed dead. */
const TELLING_MS = 120_000;

/**
 * Claims the telling of a bucket's news, so that of several who saw the same change one tells it.
 *
 * @returns whether it is ours to tell.
 * @throws DynamoDB's errors.
 */
export async function claimNews(cloud: Cloud, bucket: BucketRef): Promise<boolean> {
  const now = cloud.clock.now();
  const request = new UpdateItemCommand({
    ...keyOf(cloud, bucket),
    UpdateExpression: 'SET telling = :now',
    ConditionExpression: 'attribute_not_exists(telling) OR telling < :before',
    ExpressionAttributeValues: {
      ':now': { N: String(now) },
      ':before': { N: String(now - TELLING_MS) },
    },
  });
  try {
    await cloud.hub(DynamoDBClient).send(request);
    return true;
  } catch (error) {
    if (errorName(error) === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

/**
 * Remembers that `state` was told to the world, so that it is not told again, and ends the claim.
 *
 * @returns the entry as it stands by then.
 * @throws DynamoDB's errors.
 */
export async function markAnnounced(
  cloud: Cloud,
  bucket: BucketRef,
  state: State,
): Promise<BucketEntry> {
  const request = new UpdateItemCommand({
    ...keyOf(cloud, bucket),
    UpdateExpression: 'SET announced = :state REMOVE telling',
    ExpressionAttributeValues: { ':state': { S: state } },
    ReturnValues: 'ALL_NEW',
  });
  const answer = await cloud.hub(DynamoDBClient).send(request);
  return entryOf(answer.Attributes ?? {});
}
