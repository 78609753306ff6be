import { announceOnce } from '../../infra/aws/announce.ts';
import {
  claimIncidentNotice,
  forgetIncident,
  type IncidentNotice,
  noteTold,
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
import { accountName } from './account-name.ts';
import { incidentFacts } from './incident-facts.ts';

/**
 * Looks at every incident that is not over, and tells people what they should know by now: that one has begun, or is over.
 *
 * @throws the first trouble, once all have been looked at: the message comes back.
 */
export async function reviewIncidents(cloud: Cloud): Promise<void> {
  const troubles: unknown[] = [];
  for (const incident of await openIncidents(cloud)) {
    await review(cloud, incident).catch((error: unknown) => troubles.push(error));
  }
  if (troubles.length > 0) throw troubles[0];
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
  if (!(await claimIncidentNotice(cloud, incident, notice))) return;
  const facts = await factsOf(cloud, incident, notice);
  const at = cloud.clock.now();
  await announceOnce(cloud, { type: types[notice], at, detail: incidentDetail(facts) });
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
