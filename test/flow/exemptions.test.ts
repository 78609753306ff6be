import { describe, expect, test } from '@jest/globals';
import { remindOfExemptions } from '../../handlers/sweep/remind.ts';
import type { Mandate } from '../../rules/mandate.ts';
import { readMandate } from '../rules/builders.ts';
import { aBucket, createBucket, inventoryIds, requestCheck } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { vendorExempt } from './mandates.ts';
import { sweep } from './sweeps.ts';
import { ledgerEntry, notices } from './traces.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const ours = { ...aBucket, name: 'vendor-exchange' };

/** It is 24 November. */
function endingOn(expires: string): string {
  return vendorExempt.replace('2027-03-31', expires);
}

describe('a bucket that is exempt', () => {
  test('says so, with what was agreed, and is enforced again on the day after the last one', async () => {
    const house = await openHouse({ mandate: endingOn('2026-11-25') });
    await createBucket(house, ours);
    await house.organization.settle();
    const before = await ledgerEntry(house, ours);
    await house.clock.advance(DAY);
    await requestCheck(house, ours);
    await house.organization.settle();
    const onTheLastDay = await ledgerEntry(house, ours);

    await house.clock.advance(DAY);
    await requestCheck(house, ours);
    await house.organization.settle();

    const exemption = {
      reason: 'the vendor rotates its buckets',
      owner: 'platform@example.com',
      expires: '2026-11-25',
    };
    expect(before).toMatchObject({ state: 'exempt', exemption });
    expect(onTheLastDay.state).toBe('exempt');
    const after = await ledgerEntry(house, ours);
    expect(after.outcome).toBe('corrected');
    expect(after.exemption).toBeUndefined();
    expect(await inventoryIds(house, ours)).toEqual(['stocktake-weekly']);
  });
});

describe('an exemption that ends within two weeks', () => {
  const opened = 'opened: Exemptions end soon in the organization: 1 exemption';
  const closed = 'closed: Over: Exemptions end soon in the organization';

  function remind({ operator }: House, mandate: Mandate, later = 0): Promise<void> {
    const clock = { ...operator.clock, now: () => operator.clock.now() + later };
    return remindOfExemptions({ ...operator, clock, mandate: async () => mandate });
  }

  const soon = readMandate(endingOn('2026-12-05'));

  test('is told by a sweep, and once, however many there are', async () => {
    const house = await openHouse({ mandate: endingOn('2026-12-05'), schedules: true });

    for (let times = 0; times < 2; times += 1) {
      await sweep(house);
      await house.clock.advance(5 * MINUTE);
    }

    expect(notices(house)).toEqual([opened]);
  });

  test.each<[string, Mandate, number]>([
    ['extended', readMandate(vendorExempt), 0],
    ['removed', { ...soon, exemptions: [] }, 0],
    ['over', soon, 12 * DAY],
  ])('is told no more when it is %s', async (_, mandate, later) => {
    const house = await openHouse({ schedules: true });
    await remind(house, soon);
    await house.clock.advance(5 * MINUTE);

    await remind(house, mandate, later);
    await house.clock.advance(10 * MINUTE);

    expect(notices(house)).toEqual([opened, closed]);
  });
});
