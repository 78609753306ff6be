import { type AttributeValue, DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dayOf } from '../../rules/day.ts';
import type { Spot } from '../../rules/incident.ts';
import type { Cloud } from '../cloud.ts';
import { claimOf } from './claim.ts';
import { ifConditionHolds, whenUnchanged } from './conditional.ts';
import { headOf, type Incident } from './incidents.ts';

// People are told once. Whoever wants to tell claims it first; that it was told is noted by him, or by whoever sees the event
// come over the bus. Only when neither has happened for longer than an event ever takes is it told anew.

/** What people are told of an incident. */
export type IncidentNotice = 'opened' | 'updated' | 'closed';

/**
 * So long nobody else tells: the event has come back over the bus by then, or it was never sent. Well above the time after
 * which the queue of notices hands out a message again.
 */
export const CLAIM_MS = 900_000;

/** What must hold for a notice to make sense. */
const conditions: Readonly<Record<IncidentNotice, string>> = {
  opened: 'attribute_not_exists(openedAt) AND attribute_not_exists(emptySince)',
  updated: 'attribute_exists(openedAt) AND (attribute_not_exists(updatedOn) OR updatedOn < :day)',
  closed: 'attribute_exists(openedAt) AND emptySince = :emptySince',
};

/**
 * Claims the telling of a notice.
 *
 * @returns whether it is ours to tell.
 * @throws DynamoDB's errors.
 */
export function claimIncidentNotice(
  cloud: Cloud,
  incident: Incident,
  notice: IncidentNotice,
): Promise<boolean> {
  const claim = claimOf(cloud, CLAIM_MS);
  const { spot, since, emptySince = 0 } = incident;
  return whenUnchanged(cloud, {
    ...headOf(cloud, spot),
    // Whoever is announced while it is being closed begins anew: what was given up before is not his.
    UpdateExpression: `SET ${claim.assignments}, tells = :notice${notice === 'closed' ? ' REMOVE failedAt' : ''}`,
    ConditionExpression: `since = :since AND ${claim.condition} AND ${conditions[notice]}`,
    ExpressionAttributeValues: {
      ...claim.values,
      ...sinceOf(since),
      ':notice': { S: notice },
      ...(notice === 'updated' && { ':day': { S: dayOf(cloud.clock.now()) } }),
      ...(notice === 'closed' && { ':emptySince': { N: String(emptySince) } }),
    },
  });
}

/** Gives a claim back: the notice is certainly not out, and the next one to look may tell it. Throws DynamoDB's errors. */
export function releaseIncidentNotice(
  cloud: Cloud,
  { spot, since }: Incident,
  notice: IncidentNotice,
): Promise<boolean> {
  return whenUnchanged(cloud, {
    ...headOf(cloud, spot),
    UpdateExpression: 'REMOVE telling, teller, tells',
    ConditionExpression: 'since = :since AND tells = :notice',
    ExpressionAttributeValues: { ...sinceOf(since), ':notice': { S: notice } },
  });
}

/** An incident, and which one of those that were ever at its spot. */
export interface Episode {
  readonly spot: Spot;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What was told, and when. */
export interface Told {
  readonly notice: IncidentNotice;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How many it hit by then. */
  readonly hits: number;
}

/**
 * Notes that a notice is out. Doing so twice changes nothing.
 *
 * @throws DynamoDB's errors.
 */
export async function noteTold(cloud: Cloud, episode: Episode, told: Told): Promise<void> {
  if (told.notice === 'opened') await noteOpened(cloud, episode, told);
  if (told.notice === 'updated') await noteUpdated(cloud, episode, told);
  if (told.notice === 'closed') await noteClosed(cloud, episode);
}

function noteOpened(cloud: Cloud, { spot, since }: Episode, { at, hits }: Told): Promise<boolean> {
  return whenUnchanged(cloud, {
    ...headOf(cloud, spot),
    UpdateExpression: 'SET openedAt = :at, counted = :hits REMOVE telling, teller, tells',
    ConditionExpression: 'since = :since AND attribute_not_exists(openedAt)',
    ExpressionAttributeValues: {
      ...sinceOf(since),
      ':at': { N: String(at) },
      ':hits': { N: String(hits) },
    },
  });
}

function noteUpdated(cloud: Cloud, { spot, since }: Episode, { at, hits }: Told): Promise<boolean> {
  return whenUnchanged(cloud, {
    ...headOf(cloud, spot),
    UpdateExpression: 'SET updatedOn = :day, counted = :hits REMOVE telling, teller, tells',
    ConditionExpression: `since = :since AND ${conditions.updated}`,
    ExpressionAttributeValues: {
      ...sinceOf(since),
      ':day': { S: dayOf(at) },
      ':hits': { N: String(hits) },
    },
  });
}

/** Whoever was announced while it was being closed begins an incident of his own. */
async function noteClosed(cloud: Cloud, { spot, since }: Episode): Promise<void> {
  const closing = {
    ...headOf(cloud, spot),
    ConditionExpression: 'since = :since AND tells = :closed',
    ExpressionAttributeValues: { ...sinceOf(since), ':closed': { S: 'closed' } },
  };
  const quiet = `${closing.ConditionExpression} AND attribute_exists(emptySince)`;
  const removal = new DeleteItemCommand({ ...closing, ConditionExpression: quiet });
  if (await ifConditionHolds(cloud.hub(DynamoDBClient).send(removal))) return;
  const UpdateExpression =
    'SET since = lastHitAt REMOVE openedAt, updatedOn, counted, emptySince, telling, teller, tells';
  await whenUnchanged(cloud, { ...closing, UpdateExpression });
}

/** Forgets an incident that was over before anybody was told. Throws DynamoDB's errors. */
export function forgetIncident(cloud: Cloud, incident: Incident): Promise<boolean> {
  const { spot, since, emptySince = 0 } = incident;
  const removal = new DeleteItemCommand({
    ...headOf(cloud, spot),
    ConditionExpression: `since = :since AND emptySince = :emptySince AND attribute_not_exists(openedAt) AND (attribute_not_exists(telling) OR telling < :void)`,
    ExpressionAttributeValues: {
      ...sinceOf(since),
      ':emptySince': { N: String(emptySince) },
      ':void': { N: String(cloud.clock.now() - CLAIM_MS) },
    },
  });
  return ifConditionHolds(cloud.hub(DynamoDBClient).send(removal));
}

function sinceOf(since: number): Record<string, AttributeValue> {
  return { ':since': { N: String(since) } };
}
