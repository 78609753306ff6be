import { describe, expect, test } from '@jest/globals';
import { openIncidents } from '../../infra/aws/incidents.ts';
import { nameOfSpot } from '../../rules/incident.ts';
import { aBucket, createBucket, inventoryIds } from './actors.ts';
import { openHouse } from './house.ts';
import { sweep } from './sweeps.ts';
import { ending, ledgerEntry } from './traces.ts';

const MINUTE = 60_000;
const lost = { lose: 1, duplicate: 0, delayMs: 0 };

describe('a sweep', () => {
  test('corrects a bucket of which no event told', async () => {
    const house = await openHouse({ weather: lost });
    await createBucket(house, aBucket);

    const result = await sweep(house);

    expect(result).toMatchObject({
      ended: 'closed',
      missed: 0,
      difference: 0,
      counts: { corrected: 4 },
    });
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('reports where events were missed since the last one', async () => {
    const house = await openHouse({ weather: lost });
    await sweep(house);
    await house.clock.advance(MINUTE);
    await createBucket(house, aBucket);

    const result = await sweep(house);

    expect(result).toMatchObject({ missed: 1, counts: { corrected: 1 } });
    const incidents = await openIncidents(house.operator);
    expect(incidents.map(({ spot }) => nameOfSpot(spot))).toEqual([
      'missed-events/organization',
      'role-not-ready/666666666666',
    ]);
    expect(await ledgerEntry(house, aBucket)).toMatchObject({ state: 'compliant' });
  });
});
