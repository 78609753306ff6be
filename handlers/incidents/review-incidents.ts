import { announceOnce, isSurelyUnsent } from '../../infra/aws/announce.ts';
import {
  claimIncidentNotice,
  forgetIncident,
  type IncidentNotice,
  noteTold,
  releaseIncidentNotice,
} from '../../infra/aws/incident-notices.ts';
import {
  type Incident,
  noteEmpty,
  noteHit,
  openIncidents,
  someHits,
} from '../../infra/aws/incidents.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { type IncidentFacts, incidentDetail } from '../../rules/incident-event.ts';
import { incidentKinds } from '../../rules/incident-kinds.ts';
import { incidentStep } from '../../rules/incident-step.ts';
import { concurrently } from '../concurrently.ts';
import { accountName } from './account-name.ts';
import { incidentFacts } from './incident-facts.ts';

/** So many are looked at side by side: a role that is missing everywhere is a thousand incidents at once. */
const AT_A_TIME = 10;

/**
 * Looks at every incident that is not over, and tells people what they should know by now: that one has begun, or is over.
 * What concerns security comes first, then the oldest.
 *
 * @throws the first trouble, once all have been looked at: the message comes back.
 */
export async function reviewIncidents(cloud: Cloud): Promise<void> {
  const troubles: unknown[] = [];
  const incidents = (await openIncidents(cloud)).toSorted(byUrgency);
  await concurrently(incidents, AT_A_TIME, (incident) =>
    review(cloud, incident).catch((error: unknown) => void troubles.push(error)),
  );
  if (troubles.length > 0) throw troubles[0];
}

function byUrgency(a: Incident, b: Incident): number {
  return Number(isOfSecurity(b)) - Number(isOfSecurity(a)) || a.since - b.since;
}

function isOfSecurity({ spot }: Incident): boolean {
  return incidentKinds[spot.cause].severity === 'security';
}

async function review(cloud: Cloud, incident: Incident): Promise<void> {
  const [hit] = await someHits(cloud, incident.spot, 1);
  const course = { ...incident, isHit: hit !== undefined, now: cloud.clock.now() };
  const step = incidentStep(course, incidentKinds[incident.spot.cause]);
  switch (step) {
    case 'open':
      return tellIncident(cloud, incident, 'opened');
    case 'close':
      return tellIncident(cloud, incident, 'closed');
    case 'forget':
      return void (await forgetIncident(cloud, incident));
    case 'note-empty':
      return void (await noteEmpty(cloud, incident));
    case 'note-hit':
      return void (await noteHit(cloud, incident));
    case 'wait':
  }
}

const types = {
  opened: 'Inventory Incident Opened',
  updated: 'Inventory Incident Updated',
  closed: 'Inventory Incident Closed',
} as const satisfies Record<IncidentNotice, string>;

/**
 * Tells people of an incident, unless somebody else has told it or is just doing so.
 *
 * @throws when it is not certain that it was told: the bus shows whether it was, and if not it is told later.
 */
export async function tellIncident(
  cloud: Cloud,
  incident: Incident,
  notice: IncidentNotice,
): Promise<void> {
  // First, for what fails before the claim holds nobody up.
  const facts = await factsOf(cloud, incident, notice);
  if (!(await claimIncidentNotice(cloud, incident, notice))) return;
  const at = cloud.clock.now();
  const announcement = { type: types[notice], at, detail: incidentDetail(facts) };
  await announceOnce(cloud, announcement).catch(async (error: unknown) => {
    if (isSurelyUnsent(error)) await releaseIncidentNotice(cloud, incident, notice);
    throw error;
  });
  await noteTold(cloud, incident, { notice, at, hits: facts.hits });
}

async function factsOf(
  cloud: Cloud,
  incident: Incident,
  notice: IncidentNotice,
): Promise<IncidentFacts> {
  const { spot, since, said, counted = 0, emptySince } = incident;
  const name = await accountName(cloud, spot.account);
  if (notice !== 'closed') return { ...(await incidentFacts(cloud, incident)), accountName: name };
  return { spot, since, said, accountName: name, hits: counted, sample: [], until: emptySince };
}
