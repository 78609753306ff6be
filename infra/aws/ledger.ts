import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { BucketRef } from '../../rules/bucket.ts';
import { momentOf } from '../../rules/history.ts';
import { spotNamed } from '../../rules/incident.ts';
import type { Cloud } from '../cloud.ts';
import { errorName } from './failure.ts';
import { keepMoment } from './history.ts';
import { announceHit } from './incidents.ts';
import {
  type BucketEntry,
  blankEntry,
  entryOf,
  keyOf,
  type Observation,
  refOf,
  unreadableLedger,
} from './ledger-item.ts';
import { incidentOf, updateOf } from './ledger-update.ts';

/** A birth or a death, as an event told it. */
export interface Milestone {
  readonly kind: 'created' | 'deleted';
  /** Milliseconds since the epoch: the event's own time. */
  readonly at: number;
  /** ARN of the role or user that created the bucket, if the event says. */
  readonly creator?: string | undefined;
  /** The same of whoever deleted it. */
  readonly actor?: string | undefined;
}

/**
 * What the ledger knows of a bucket; a blank entry if nothing.
 *
 * @throws KnownFailure `unreadable`: who cannot remember must not write.
 */
export async function recall(cloud: Cloud, bucket: BucketRef): Promise<BucketEntry> {
  const request = new GetItemCommand({ ...keyOf(cloud, bucket), ConsistentRead: true });
  const answer = await cloud.hub(DynamoDBClient).send(request).catch(unreadableLedger);
  return answer.Item ? entryOf(answer.Item) : blankEntry(bucket);
}

/**
 * Notes a bucket's creation or deletion. Events come late, twice and out of order, so a creation counts only where none is
 * known since the last deletion, or where it is the earlier one: re-creating an owned bucket in us-east-1 succeeds
 * without creating anything.
 *
 * @returns what the ledger knows of the bucket by then.
 * @throws KnownFailure `unreadable`.
 */
export async function noteMilestone(
  cloud: Cloud,
  bucket: BucketRef,
  milestone: Milestone,
): Promise<BucketEntry> {
  const update = milestone.kind === 'created' ? birth(milestone) : death(milestone);
  const request = { ...keyOf(cloud, bucket), ...update, ReturnValues: 'ALL_NEW' as const };
  try {
    const answer = await cloud.hub(DynamoDBClient).send(new UpdateItemCommand(request));
    const entry = entryOf(answer.Attributes ?? {});
    if (isBelated(entry, milestone)) await keepMilestone(cloud, bucket, milestone);
    return entry;
  } catch (error) {
    if (errorName(error) === 'ConditionalCheckFailedException') return recall(cloud, bucket);
    return unreadableLedger(error);
  }
}

/** Whether the first moment of the bucket is remembered already, without its birth: a sweep was there before the event. */
function isBelated({ state }: BucketEntry, { kind }: Milestone): boolean {
  return kind === 'created' && state !== undefined && state !== 'gone';
}

/** Remembers a birth or a deletion of which no run will tell. Throws DynamoDB's errors. */
export function keepMilestone(
  cloud: Cloud,
  bucket: BucketRef,
  { kind, at, creator, actor = creator }: Milestone,
): Promise<void> {
  return keepMoment(cloud, bucket, { kind, at, actor, applied: [] });
}

/** Whether that very milestone is in the entry already: then there is no need to write it again. */
export function isNoted({ createdAt, deletedAt }: BucketEntry, { kind, at }: Milestone): boolean {
  return at === (kind === 'created' ? createdAt : deletedAt);
}

function birth({ at, creator }: Milestone) {
  return {
    UpdateExpression: creator
      ? 'SET createdAt = :at, creator = :creator'
      : 'SET createdAt = :at REMOVE creator',
    ConditionExpression:
      'attribute_not_exists(createdAt) OR createdAt > :at OR (createdAt <= deletedAt AND deletedAt <= :at)',
    ExpressionAttributeValues: {
      ':at': { N: String(at) },
      ...(creator && { ':creator': { S: creator } }),
    },
  };
}

function death({ at }: Milestone) {
  return {
    UpdateExpression: 'SET deletedAt = :at',
    ConditionExpression:
      'attribute_exists(pk) AND (attribute_not_exists(deletedAt) OR deletedAt < :at)',
    ExpressionAttributeValues: { ':at': { N: String(at) } },
  };
}

/**
 * Writes what was observed of a bucket over the entry that is `known`, unless the ledger holds something newer meanwhile. What
 * is worth remembering of it goes into the bucket's history; whoever dies in between leaves a history that lacks it.
 *
 * @returns the entry as it stands now, or undefined when a newer observation was there first.
 * @throws DynamoDB's errors.
 */
export async function record(
  cloud: Cloud,
  known: BucketEntry,
  observation: Observation,
): Promise<BucketEntry | undefined> {
  if ((known.observedAt ?? 0) > observation.observedAt) return undefined;
  const spot = spotNamed(incidentOf(known, observation) ?? '');
  const { outcome, reason: said } = observation;
  if (spot) await announceHit(cloud, { spot, isFailed: outcome === 'failed', said });
  const written = await compareAndSet(cloud, known, observation);
  if (written) {
    const moment = momentOf(known, observation);
    if (moment) await keepMoment(cloud, refOf(known), moment);
    return written;
  }
  return record(cloud, await recall(cloud, refOf(known)), observation);
}

/** Undefined when somebody else wrote since we looked. */
async function compareAndSet(cloud: Cloud, known: BucketEntry, observation: Observation) {
  const update = updateOf(known, observation);
  const unseen = known.observedAt === undefined;
  const request = new UpdateItemCommand({
    ...keyOf(cloud, refOf(known)),
    ...update,
    ExpressionAttributeValues: {
      ...update.ExpressionAttributeValues,
      ...(unseen ? { ':number': { S: 'N' } } : { ':seen': { N: String(known.observedAt) } }),
    },
    // What is there and no number is nobody's observation, and stands in nobody's way.
    ConditionExpression: unseen
      ? 'attribute_not_exists(observedAt) OR NOT attribute_type(observedAt, :number)'
      : 'observedAt = :seen',
    ReturnValues: 'ALL_NEW',
  });
  try {
    const answer = await cloud.hub(DynamoDBClient).send(request);
    return entryOf(answer.Attributes ?? {});
  } catch (error) {
    if (errorName(error) === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}
