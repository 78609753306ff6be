import { type Incident, openIncidents } from '../../infra/aws/incidents.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { incidentDetail } from '../../rules/incident-event.ts';
import type { IncidentCause } from '../../rules/incident-kinds.ts';
import { concurrently } from '../concurrently.ts';
import { incidentFacts } from '../incidents/incident-facts.ts';

/** One cause in one place, with the buckets and messages that it hits. */
export interface IncidentStatus {
  readonly id: string;
  readonly cause: IncidentCause;
  readonly account?: string;
  readonly rule?: string;
  /** ISO 8601. */
  readonly since: string;
  /** How many it hits now. */
  readonly buckets: number;
  readonly sample: readonly string[];
  readonly headline: string;
  /** A command to paste. */
  readonly nextStep: string;
  /** Whether people have been told of it. */
  readonly told: boolean;
}

/** Incidents that are looked at at a time. */
const AT_ONCE = 10;

/**
 * The incidents of an account that are not over, and those that are nobody’s alone, the oldest first; without an account
 * all. One that people have not been told of counts as soon as it hits somebody.
 *
 * @param names of accounts, as far as they are known.
 * @throws KnownFailure `unreadable`, and DynamoDB's errors.
 */
export async function incidentsNow(
  cloud: Cloud,
  account: string | undefined,
  names: ReadonlyMap<string, string>,
): Promise<readonly IncidentStatus[]> {
  const concerning = (await openIncidents(cloud)).filter(
    ({ spot }) => !account || !spot.account || spot.account === account,
  );
  const found: IncidentStatus[] = [];
  await concurrently(concerning, AT_ONCE, async (incident) => {
    found.push(await statusOf(cloud, incident, names));
  });
  return found
    .filter(({ told, buckets }) => told || buckets > 0)
    .sort((a, b) => (a.since < b.since ? -1 : 1));
}

async function statusOf(
  cloud: Cloud,
  incident: Incident,
  names: ReadonlyMap<string, string>,
): Promise<IncidentStatus> {
  const { spot, openedAt } = incident;
  const facts = await incidentFacts(cloud, incident);
  const accountName = spot.account && names.get(spot.account);
  const { id, since, buckets, headline, nextStep } = incidentDetail({ ...facts, accountName });
  const sample = facts.sample.map(({ name }) => name);
  return { id, ...spot, since, buckets, sample, headline, nextStep, told: openedAt !== undefined };
}
