import { failureOf } from '../../infra/aws/failure.ts';
import { type Incident, openIncidents, someHits } from '../../infra/aws/incidents.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { DigestFacts } from '../../rules/digest.ts';
import type { IncidentFacts } from '../../rules/incident-event.ts';
import { accountName } from './account-name.ts';
import { incidentFacts } from './incident-facts.ts';
import { takeStock } from './take-stock.ts';

/** So many incidents are told with what they hit. */
const TOLD = 5;

/** What a digest tells of. */
export interface DigestPeriod {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  /** Milliseconds since the epoch: corrections count from then on. */
  readonly since: number;
}

/**
 * What there is to tell of a day, from the whole of the ledger.
 *
 * @throws KnownFailure `unreadable`, and DynamoDB's errors. A mandate that cannot be read is part of what is told.
 */
export async function digestFacts(
  cloud: Cloud,
  { day, since }: DigestPeriod,
): Promise<DigestFacts> {
  const at = cloud.clock.now();
  const stock = await takeStock(cloud, since);
  const open = await incidentsThatHit(cloud);
  const oldest = await Promise.all(open.slice(0, TOLD).map((one) => namedFacts(cloud, one)));
  const exemptions = await exemptionsOf(cloud);
  return { day, at, ...stock, incidents: open.length, oldest, exemptions };
}

/** Those that are not over, the oldest first; of those that people have not been told of, the ones that hit somebody. */
async function incidentsThatHit(cloud: Cloud): Promise<Incident[]> {
  const open: Incident[] = [];
  for (const incident of await openIncidents(cloud)) {
    const isTold = incident.openedAt !== undefined;
    if (isTold || (await someHits(cloud, incident.spot, 1)).length > 0) open.push(incident);
  }
  return open.sort((a, b) => a.since - b.since);
}

async function namedFacts(cloud: Cloud, incident: Incident): Promise<IncidentFacts> {
  const facts = await incidentFacts(cloud, incident);
  return { ...facts, accountName: await accountName(cloud, incident.spot.account) };
}

async function exemptionsOf(cloud: Cloud): Promise<DigestFacts['exemptions']> {
  try {
    return (await cloud.mandate()).exemptions;
  } catch (error) {
    return failureOf(error).message;
  }
}
