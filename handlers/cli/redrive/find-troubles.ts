import { allHits, openIncidents } from '../../../infra/aws/incidents.ts';
import { entries } from '../../../infra/aws/ledger-entries.ts';
import { type KeptLetter, keptLetters } from '../../../infra/aws/letters.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { type Cause, isCause } from '../../../rules/cause.ts';
import { harmless, type Spot } from '../../../rules/incident.ts';
import {
  isHitWanted,
  isLetterWanted,
  isSpotWanted,
  type RedriveFilter,
} from '../../../rules/redrive.ts';

/** A bucket in trouble whose message is over: only a check can try it again. */
export interface TroubledRef extends BucketRef {
  /** Of the incident that it is part of, or what it waits for. */
  readonly cause: Cause;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What can be tried again, the oldest first. */
export interface Troubles {
  readonly letters: readonly KeptLetter[];
  readonly buckets: readonly TroubledRef[];
}

/**
 * The dead letters that are meant, and the buckets that are and have none of these. Reads only.
 *
 * @throws KnownFailure `unreadable`, DynamoDB's errors.
 */
export async function findTroubles(cloud: Cloud, filter: RedriveFilter): Promise<Troubles> {
  const letters = await findLetters(cloud, filter);
  const written = new Set(letters.map(({ about }) => placeOf(about)));
  const buckets: TroubledRef[] = [];
  for await (const bucket of bucketsInTrouble(cloud, filter)) {
    if (!written.has(placeOf(bucket))) buckets.push(bucket);
  }
  return { letters, buckets: buckets.toSorted((a, b) => a.since - b.since) };
}

/** The dead letters that are meant, the oldest first. Throws KnownFailure `unreadable`. */
export async function findLetters(cloud: Cloud, filter: RedriveFilter): Promise<KeptLetter[]> {
  const letters: KeptLetter[] = [];
  for await (const letter of keptLetters(cloud)) {
    if (isLetterWanted(filter, letter)) letters.push(letter);
  }
  return letters.toSorted((a, b) => a.firstSeen - b.firstSeen);
}

async function* bucketsInTrouble(cloud: Cloud, filter: RedriveFilter): AsyncGenerator<TroubledRef> {
  for (const { spot } of await openIncidents(cloud)) {
    if (isSpotWanted(filter, spot)) yield* bucketsIn(cloud, spot, filter);
  }
  const { cause } = filter;
  if (cause !== undefined && harmless.includes(cause)) yield* bucketsApart(cloud, cause, filter);
}

async function* bucketsIn(
  cloud: Cloud,
  spot: Spot,
  filter: RedriveFilter,
): AsyncGenerator<TroubledRef> {
  for await (const hit of allHits(cloud, spot)) {
    const { account, region, name, since = 0 } = hit;
    if (account && region && isCause(spot.cause) && isHitWanted(filter, hit)) {
      yield { account, region, name, cause: spot.cause, since };
    }
  }
}

/** Who waits for what is harmless is in no incident, so only the ledger itself knows; and its message may have been dropped. */
async function* bucketsApart(
  cloud: Cloud,
  cause: Cause,
  filter: RedriveFilter,
): AsyncGenerator<TroubledRef> {
  const [account, ...others] = filter.accounts;
  for await (const entry of entries(cloud, others.length === 0 ? account : undefined)) {
    const hit = { ...entry, name: entry.bucket, since: Date.parse(entry.since ?? '') };
    if (entry.cause !== cause || !isHitWanted(filter, hit)) continue;
    yield { account: hit.account, region: hit.region, name: hit.name, cause, since: hit.since };
  }
}

function placeOf({ account, region, name }: Partial<BucketRef>): string {
  return [account, region, name].join('/');
}
