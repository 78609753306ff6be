import {
  type AttributeValue,
  DynamoDBClient,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { nameOfSpot, type Spot, spotNamed } from '../../rules/incident.ts';
import type { Hit } from '../../rules/incident-event.ts';
import type { State } from '../../rules/outcome.ts';
import type { Cloud } from '../cloud.ts';
import { whenUnchanged } from './conditional.ts';
import { type Item, itemsOf } from './items.ts';

/** An open incident. Times are milliseconds since the epoch. */
export interface Incident {
  readonly spot: Spot;
  /** When the first of its troubles came. */
  readonly since: number;
  /** When the first of them was given up. */
  readonly failedAt?: number | undefined;
  /** When people were told of it. */
  readonly openedAt?: number | undefined;
  /** Since when it hits nobody any more. */
  readonly emptySince?: number | undefined;
  /** The day of the latest update, `YYYY-MM-DD`. */
  readonly updatedOn?: string | undefined;
  /** What AWS said of the latest trouble. */
  readonly said?: string | undefined;
  /** How many it hit when they were last counted. */
  readonly counted?: number | undefined;
}

/** All heads of incidents lie side by side, so that one query finds the open ones; there are never many. */
const PARTITION = 'INCIDENTS';
const INDEX = 'incidents';

/**
 * So long a function remembers that it has announced somebody to an incident: of a thousand buckets hit at once few
 * write to its head. Much shorter than an incident must be quiet before it is closed (`QUIET_MS`).
 */
const ANNOUNCED_MS = 20_000;

/** Where the head of an incident stands: `INCIDENTS` / `denied/444444444444`. */
export function headOf({ settings }: Cloud, spot: Spot) {
  return {
    TableName: settings.ledgerTable,
    Key: { pk: { S: PARTITION }, sk: { S: nameOfSpot(spot) } },
  };
}

/** Who is about to be part of an incident. */
export interface NewHit {
  readonly spot: Spot;
  /** Whether it has been given up, or is still being retried. */
  readonly isFailed: boolean;
  /** What AWS said of the trouble. */
  readonly said?: string | undefined;
}

/**
 * Says that somebody is about to be part of an incident: opens it where there is none, and keeps it from being closed.
 * Comes before the write that makes him part of it, so that nobody is ever part of an incident that does not exist.
 *
 * @throws DynamoDB's errors.
 */
export function announceHit(cloud: Cloud, hit: NewHit): Promise<void> {
  const key = `incident ${nameOfSpot(hit.spot)} ${hit.isFailed}`;
  return cloud.cache.get(key, async () => {
    const now = cloud.clock.now();
    await cloud.hub(DynamoDBClient).send(new UpdateItemCommand(announcement(cloud, hit, now)));
    return { value: undefined, until: now + ANNOUNCED_MS };
  });
}

function announcement(cloud: Cloud, { spot, isFailed, said }: NewHit, now: number) {
  const failure = isFailed ? ', failedAt = if_not_exists(failedAt, :now)' : '';
  return {
    ...headOf(cloud, spot),
    UpdateExpression: `SET since = if_not_exists(since, :now), lastHitAt = :now, said = :said${failure} REMOVE emptySince`,
    ExpressionAttributeValues: { ':now': { N: String(now) }, ':said': { S: said || '-' } },
  };
}

/**
 * The incidents that are not over yet, told or not.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function openIncidents(cloud: Cloud): Promise<Incident[]> {
  const items = await Array.fromAsync(itemsOf(cloud, { pk: PARTITION, consistent: true }));
  return items.flatMap(incidentIn);
}

function incidentIn(item: Item): Incident[] {
  const spot = spotNamed(item.sk?.S ?? '');
  const time = (name: string) => (item[name]?.N === undefined ? undefined : Number(item[name].N));
  const since = time('since');
  if (!spot || since === undefined) return [];
  return [
    {
      spot,
      since,
      failedAt: time('failedAt'),
      openedAt: time('openedAt'),
      emptySince: time('emptySince'),
      counted: time('counted'),
      updatedOn: item.updatedOn?.S,
      said: item.said?.S,
    },
  ];
}

/**
 * Some of those that an incident hits.
 *
 * @throws DynamoDB's errors.
 */
export async function someHits(cloud: Cloud, spot: Spot, most: number): Promise<Hit[]> {
  const request = new QueryCommand({ ...hitsOf(cloud, spot), Limit: most });
  const { Items = [] } = await cloud.hub(DynamoDBClient).send(request);
  return Items.map(hitIn);
}

/**
 * Everyone that an incident hits, page by page.
 *
 * @throws DynamoDB's errors.
 */
export async function* allHits(cloud: Cloud, spot: Spot): AsyncGenerator<Hit> {
  const pages = paginateQuery({ client: cloud.hub(DynamoDBClient) }, hitsOf(cloud, spot));
  for await (const { Items = [] } of pages) yield* Items.map(hitIn);
}

/**
 * How many an incident hits.
 *
 * @throws DynamoDB's errors.
 */
export async function countHits(cloud: Cloud, spot: Spot): Promise<number> {
  const request = { ...hitsOf(cloud, spot), Select: 'COUNT' as const };
  let hits = 0;
  for await (const { Count = 0 } of paginateQuery({ client: cloud.hub(DynamoDBClient) }, request)) {
    hits += Count;
  }
  return hits;
}

function hitsOf({ settings }: Cloud, spot: Spot) {
  return {
    TableName: settings.ledgerTable,
    IndexName: INDEX,
    KeyConditionExpression: 'incident = :incident',
    ExpressionAttributeValues: { ':incident': { S: nameOfSpot(spot) } },
  };
}

function hitIn(item: Item): Hit {
  const { sk, account, region, bucket, what, creator, state, since } = item;
  return {
    name: bucket?.S ?? what?.S ?? sk?.S ?? '-',
    isListing: what !== undefined,
    account: account?.S,
    region: region?.S,
    creator: creator?.S,
    state: state?.S as State | undefined,
    since: since?.S === undefined ? undefined : Date.parse(since.S),
  };
}

/** Notes that an incident hits nobody now, unless somebody has been announced meanwhile. Throws DynamoDB's errors. */
export function noteEmpty(cloud: Cloud, incident: Incident): Promise<boolean> {
  return whenUnchanged(cloud, {
    ...headOf(cloud, incident.spot),
    UpdateExpression: 'SET emptySince = :now',
    ConditionExpression: 'since = :since AND lastHitAt < :now',
    ExpressionAttributeValues: { ...timesOf(cloud, incident) },
  });
}

/** Notes that an incident hits somebody after all. Throws DynamoDB's errors. */
export function noteHit(cloud: Cloud, incident: Incident): Promise<boolean> {
  return whenUnchanged(cloud, {
    ...headOf(cloud, incident.spot),
    UpdateExpression: 'REMOVE emptySince',
    ConditionExpression: 'since = :since',
    ExpressionAttributeValues: { ':since': { N: String(incident.since) } },
  });
}

function timesOf(cloud: Cloud, { since }: Incident): Record<string, AttributeValue> {
  return { ':now': { N: String(cloud.clock.now()) }, ':since': { N: String(since) } };
}
