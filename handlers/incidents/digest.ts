import { announceOnce, isSurelyUnsent } from '../../infra/aws/announce.ts';
import {
  claimDigest,
  isDigestTold,
  noteDigestTold,
  releaseDigest,
} from '../../infra/aws/digests.ts';
import { KnownFailure } from '../../infra/aws/failure.ts';
import { type Incident, openIncidents } from '../../infra/aws/incidents.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { dayOf } from '../../rules/day.ts';
import { digestDetail } from '../../rules/digest.ts';
import { logger } from '../telemetry.ts';
import { digestFacts } from './digest-facts.ts';
import { tellIncident } from './review-incidents.ts';

const DAY_MS = 86_400_000;

/**
 * Tells people once a day how things stand, and how each of the open incidents does.
 *
 * @param asked milliseconds since the epoch: when the digest was asked for; its day in UTC is the digest’s. A request that
 *   comes a day late, or anew out of the archive, is not answered: it asks for a day that is over.
 * @throws when something was not told, or nobody knows whether it was: the message comes back, long enough afterwards for
 *   that to be known.
 */
export async function tellDay(cloud: Cloud, asked: number): Promise<void> {
  if (cloud.clock.now() - asked >= DAY_MS)
    return logger.warn('digest asked for too late', { asked });
  const troubles: unknown[] = [];
  for (const tell of [tellDigest, updateIncidents]) {
    await tell(cloud, asked).catch((error: unknown) => troubles.push(error));
  }
  if (troubles.length > 0) throw troubles[0];
}

async function tellDigest(cloud: Cloud, asked: number): Promise<void> {
  const day = dayOf(asked);
  if (await isDigestTold(cloud, day)) return;
  // First, for what fails before the claim holds nobody up.
  const facts = await digestFacts(cloud, { day, since: asked - DAY_MS });
  if (!(await claimDigest(cloud, day))) throw undecided(`the digest of ${day}`);
  const detail = digestDetail(facts);
  const at = cloud.clock.now();
  await announceOnce(cloud, { type: 'Inventory Digest', at, detail }).catch(
    async (error: unknown) => {
      if (isSurelyUnsent(error)) await releaseDigest(cloud, day);
      throw error;
    },
  );
  await noteDigestTold(cloud, day, at);
}

/** Whoever opened them has told of those that are younger than the request. */
async function updateIncidents(cloud: Cloud, asked: number): Promise<void> {
  const troubles: unknown[] = [];
  for (const incident of await toUpdate(cloud, asked)) {
    await tellIncident(cloud, incident, 'updated').catch((error: unknown) => troubles.push(error));
  }
  if (troubles.length > 0) throw troubles[0];
  const left = await toUpdate(cloud, asked);
  if (left.length > 0) throw undecided(`updates of ${left.length} incidents`);
}

async function toUpdate(cloud: Cloud, asked: number): Promise<Incident[]> {
  const day = dayOf(asked);
  return (await openIncidents(cloud)).filter(
    ({ openedAt = asked, updatedOn = '', emptySince }) =>
      openedAt < asked && updatedOn < day && emptySince === undefined,
  );
}

/** Somebody else is telling it, or died while he was, or an answer to us was lost. */
function undecided(what: string): KnownFailure {
  return new KnownFailure('conflict', `${what}: nobody knows yet whether it was told`);
}
