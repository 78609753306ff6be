import { describe, expect, test } from '@jest/globals';
import { claimIncidentNotice, noteTold } from '../../../infra/aws/incident-notices.ts';
import {
  announceHit,
  type Incident,
  noteEmpty,
  openIncidents,
} from '../../../infra/aws/incidents.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { type House, openHouse } from '../../flow/house.ts';

const MINUTE = 60_000;
const spot = { cause: 'denied', account: '111111111111' } as const;

async function only(cloud: Cloud): Promise<Incident> {
  const [incident, ...others] = await openIncidents(cloud);
  if (!incident || others.length > 0) throw new Error('there is not one incident');
  return incident;
}

/** An incident that people were told of, that hits nobody any more, and that somebody is about to close. */
async function anIncidentBeingClosed(): Promise<House> {
  const house = await openHouse();
  const { operator, clock } = house;
  await announceHit(operator, { spot, isFailed: true });
  await noteTold(operator, await only(operator), { notice: 'opened', at: clock.now(), hits: 1 });
  await clock.advance(MINUTE);
  await noteEmpty(operator, await only(operator));
  await clock.advance(2 * MINUTE);
  await claimIncidentNotice(operator, await only(operator), 'closed');
  return house;
}

describe('an incident that is being closed', () => {
  test('is gone once that was told', async () => {
    const { operator, clock } = await anIncidentBeingClosed();

    await noteTold(operator, await only(operator), { notice: 'closed', at: clock.now(), hits: 1 });

    expect(await openIncidents(operator)).toEqual([]);
  });

  test('begins anew for whoever is hit meanwhile, and who has not been given up', async () => {
    const { operator, clock } = await anIncidentBeingClosed();
    const before = await only(operator);

    await announceHit(operator, { spot, isFailed: false });
    await noteTold(operator, before, { notice: 'closed', at: clock.now(), hits: 1 });

    const after = await only(operator);
    expect(after.since).toBe(clock.now());
    expect([after.openedAt, after.failedAt]).toEqual([undefined, undefined]);
  });

  test('is told by nobody else', async () => {
    const { operator } = await anIncidentBeingClosed();

    expect(await claimIncidentNotice(operator, await only(operator), 'closed')).toBe(false);
  });
});
