import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { BucketRef } from '../../rules/bucket.ts';
import type { Cloud, Place } from '../cloud.ts';
import { ifConditionHolds } from './conditional.ts';
import { keyOfItem, markHit } from './hits.ts';
import { allHits } from './incidents.ts';

/** A region of an account whose events do not arrive. */
export interface BlindSpot extends Place {
  /** How many buckets no event told of. */
  readonly buckets: number;
  /** Milliseconds since the epoch: when the youngest of them was created. */
  readonly newest: number;
  /** The name of one of them. */
  readonly example: string;
  /** What was missed, and the likely cause. */
  readonly said: string;
}

const spot = { cause: 'missed-events' } as const;

function keyOfSpot({ account, region }: Place) {
  return { pk: `ACCOUNT#${account}`, sk: `EVENTS#${region}` };
}

/**
 * Writes down that events of a region do not arrive. It is told only after a while: an event that was on its way is there by
 * then.
 *
 * @throws DynamoDB's errors.
 */
export function markBlind(cloud: Cloud, blind: BlindSpot): Promise<void> {
  const { account, region, buckets, newest, example, said } = blind;
  return markHit(cloud, {
    key: keyOfSpot(blind),
    spot,
    what: `${account}/${region}`,
    account,
    region,
    said,
    at: cloud.clock.now(),
    facts: {
      buckets: { N: String(buckets) },
      newest: { N: String(newest) },
      example: { S: example },
    },
    mayPass: true,
  });
}

/** So long a function believes that nothing has become blind since it looked. */
const BELIEVED_MS = 60_000;

/**
 * Takes an event as the proof that its region is heard again, where it was not: one of something that happened after the
 * youngest bucket that was missed had been created, or together with it; or one of the only bucket that was missed, whose
 * creation S3 dates later once somebody edits its configuration.
 *
 * @param heard.at milliseconds since the epoch: the event's own time.
 * @param heard.isBelated whether it tells of a creation that a sweep has seen before: what is believed may be older than that.
 * @throws DynamoDB's errors.
 */
export async function hearAgain(
  cloud: Cloud,
  bucket: BucketRef,
  { at, isBelated }: { readonly at: number; readonly isBelated: boolean },
): Promise<void> {
  if (!isBelated && !(await isBelievedBlind(cloud, bucket))) return;
  const removal = new DeleteItemCommand({
    ...keyOfItem(cloud, keyOfSpot(bucket)),
    ConditionExpression: 'newest <= :heard OR (buckets = :one AND example = :name)',
    ExpressionAttributeValues: {
      ':heard': { N: String(endOfSecond(at)) },
      ':one': { N: '1' },
      ':name': { S: bucket.name },
    },
  });
  await ifConditionHolds(cloud.hub(DynamoDBClient).send(removal));
}

async function isBelievedBlind(cloud: Cloud, place: Place): Promise<boolean> {
  const blind = await cloud.cache.get('blind spots', async () => ({
    value: await blindPlaces(cloud),
    until: cloud.clock.now() + BELIEVED_MS,
  }));
  return blind.has(nameOf(place));
}

async function blindPlaces(cloud: Cloud): Promise<ReadonlySet<string>> {
  const places = new Set<string>();
  for await (const { account = '', region = '' } of allHits(cloud, spot)) {
    places.add(nameOf({ account, region }));
  }
  return places;
}

function nameOf({ account, region }: Place): string {
  return `${account}/${region}`;
}

/** Event times are whole seconds, cut off. */
function endOfSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000 + 999;
}
