import { announceHit, type NewHit, openIncidents } from '../../infra/aws/incidents.ts';
import { briefEntries } from '../../infra/aws/ledger-entries.ts';
import { keptLetters } from '../../infra/aws/letters.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { nameOfSpot, spotNamed } from '../../rules/incident.ts';
import { countLedger, type LedgerCount } from '../../rules/ledger-count.ts';
import { type ListedSum, sumListed } from '../../rules/listed-sum.ts';
import { accountListings } from '../account-listings.ts';
import { logger } from '../telemetry.ts';

/** What the whole of the ledger says. */
export interface Stock {
  readonly ledger: LedgerCount;
  /** Buckets that were corrected since. */
  readonly corrected: number;
  /** Messages that are kept. */
  readonly deadLetters: number;
  /** What S3 has listed, held against it. */
  readonly listed: ListedSum;
}

/**
 * Reads the ledger from end to end, counts it, and mends what it meets: whoever is part of an incident that does not exist
 * gets it.
 *
 * @param since milliseconds since the epoch: corrections count from then on.
 * @throws KnownFailure `unreadable`, and DynamoDB's errors.
 */
export async function takeStock(cloud: Cloud, since: number): Promise<Stock> {
  const orphans = collectOrphans(await openIncidents(cloud));
  const listings = await accountListings(cloud);
  const ledger = countLedger(listings);
  let corrected = 0;
  for await (const entry of briefEntries(cloud)) {
    ledger.see(entry);
    if ((entry.correctedAt ?? 0) >= since) corrected += 1;
    const { incident, state, reason } = entry;
    orphans.see(incident, { isFailed: state === 'failed', said: reason });
  }
  let deadLetters = 0;
  for await (const { incident, reason } of keptLetters(cloud)) {
    deadLetters += 1;
    orphans.see(incident, { isFailed: true, said: reason });
  }
  await mend(cloud, orphans.hits());
  const count = ledger.count();
  return { ledger: count, corrected, deadLetters, listed: sumListed(listings, count, []) };
}

/**
 * Collects the incidents that somebody is part of although they are not open. That is possible where a function was held up
 * for minutes between announcing a failure and writing it down. As many as there are spots, however many they hit.
 */
function collectOrphans(open: readonly Pick<NewHit, 'spot'>[]) {
  const known = new Set(open.map(({ spot }) => nameOfSpot(spot)));
  const orphans = new Map<string, NewHit>();
  return {
    see(incident: string | undefined, trouble: Omit<NewHit, 'spot'>) {
      const spot = incident === undefined ? undefined : spotNamed(incident);
      if (!incident || !spot || known.has(incident)) return;
      // One that has been given up says more than one that waits.
      if (trouble.isFailed || !orphans.has(incident)) orphans.set(incident, { spot, ...trouble });
    },
    hits: () => [...orphans.values()],
  };
}

async function mend(cloud: Cloud, hits: readonly NewHit[]): Promise<void> {
  for (const hit of hits) {
    logger.warn('an incident was missing', { incident: nameOfSpot(hit.spot), said: hit.said });
    await announceHit(cloud, hit);
  }
}
