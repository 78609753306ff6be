import { countHits, type Incident, someHits } from '../../infra/aws/incidents.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { IncidentFacts } from '../../rules/incident-event.ts';

/** So many of those that are hit are named. */
const NAMED = 5;

/**
 * What there is to tell of an incident that goes on, but for the name of its account.
 *
 * @throws DynamoDB's errors.
 */
export async function incidentFacts(
  cloud: Cloud,
  { spot, since, failedAt, said }: Incident,
): Promise<IncidentFacts> {
  const [hits, sample] = await Promise.all([countHits(cloud, spot), someHits(cloud, spot, NAMED)]);
  return { spot, since, failedAt, said, hits, sample };
}
