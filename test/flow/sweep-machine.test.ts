import { describe, expect, test } from '@jest/globals';
import { aBucket, createBucket, inventoryIds } from './actors.ts';
import { openHouse } from './house.ts';
import { aReportingHouse, DAY, REPORTS, reportOf } from './reporting-house.ts';
import { beginSweep } from './sweeps.ts';

const lost = { lose: 1, duplicate: 0, delayMs: 0 };

describe('a sweep by Step Functions', () => {
  test('corrects a bucket of which no event told', async () => {
    const house = await openHouse({ weather: lost });
    await createBucket(house, aBucket);

    const execution = beginSweep(house);
    await house.organization.settle();

    expect(execution).toMatchObject({
      status: 'SUCCEEDED',
      output: { sweep: 1, ended: 'closed', missed: 0, difference: 0 },
    });
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  });

  test('goes on with what one that was stopped has left', async () => {
    const house = await openHouse({ weather: lost });
    await createBucket(house, aBucket);
    const { faults, machines } = house.organization;
    faults.next(1, { operation: 'PutBucketInventoryConfiguration' }, 'hang');
    const first = beginSweep(house);
    await house.organization.settle();

    await machines.stateMachines.stop(first.arn);
    const second = beginSweep(house);
    await house.clock.advance(60_000);

    expect(first.status).toBe('ABORTED');
    expect(second).toMatchObject({ status: 'SUCCEEDED', output: { sweep: 1, ended: 'closed' } });
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  });

  test('may look, as the doctor, why a report does not arrive', async () => {
    const house = await aReportingHouse();
    await house.clock.advance(3 * DAY);

    const execution = beginSweep(house);
    await house.organization.settle();

    const looks = house.organization.calls.filter(({ bucket, operation, caller }) => {
      return bucket === REPORTS && operation === 'GetBucketPolicy' && /doctor/.test(caller);
    });
    expect(looks).toHaveLength(1);
    expect(await reportOf(house)).toEqual({ isOverdue: true });
    expect(execution.status).toBe('SUCCEEDED');
  });
});
