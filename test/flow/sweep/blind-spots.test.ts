import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from '@jest/globals';
import { countHits, openIncidents } from '../../../infra/aws/incidents.ts';
import { aBucket, createBucket, requestReview, tagBucket } from '../actors.ts';
import { type House, openHouse } from '../house.ts';
import { beginSweep, sweep } from '../sweeps.ts';
import { notices } from '../traces.ts';

// What people are told of regions whose events do not arrive.

const MINUTE = 60_000;
const missed = { cause: 'missed-events' } as const;

async function disableForwarding({ organization }: House): Promise<void> {
  const { account, region } = aBucket;
  const credentials = { accessKeyId: account, secretAccessKey: 'anything' };
  const { requestHandler } = organization;
  const client = new EventBridgeClient({ region, credentials, requestHandler });
  await client.send(new DisableRuleCommand({ Name: 'stocktake-forward' }));
}

/** Of a house in which everybody was listened to. */
async function openSweptHouse(weather = { lose: 0, duplicate: 0, delayMs: 0 }): Promise<House> {
  const house = await openHouse({ weather });
  await sweep(house);
  await house.clock.advance(MINUTE);
  return house;
}

async function said({ operator }: House): Promise<string | undefined> {
  return (await openIncidents(operator)).find(({ spot }) => spot.cause === missed.cause)?.said;
}

async function review(house: House, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    await house.clock.advance(5 * MINUTE);
    await requestReview(house);
    await house.clock.advance(1_000);
  }
}

describe('a region whose rule was disabled', () => {
  test('is told after a quarter of an hour, with the rule for a cause', async () => {
    const house = await openSweptHouse();
    await disableForwarding(house);
    await createBucket(house, aBucket);

    // By the function, whose role must be let in where the doctor looks.
    beginSweep(house);
    await house.organization.settle();
    const why = await said(house);
    await review(house, 10);
    const early = notices(house).length;
    await review(house, 10);
    const told = notices(house).filter((line) => line.includes('Events do not arrive'));

    expect(why).toBe(
      'no event told of 1 bucket in eu-west-1 of account 111111111111, payments-orders among them: the rule stocktake-forward is disabled',
    );
    expect(early).toBe(0);
    expect(told).toEqual(['opened: Events do not arrive in the organization: 1 region']);
  });
});

describe('a region in which nothing is found that keeps events back', () => {
  test('has its age for a cause, or none', async () => {
    const weather = { lose: 0, duplicate: 0, delayMs: 0 };
    const house = await openSweptHouse(weather);
    weather.lose = 1;
    await createBucket(house, aBucket);
    await sweep(house);
    const first = await said(house);
    await house.clock.advance(MINUTE);
    await createBucket(house, { ...aBucket, name: 'payments-second' });

    await sweep(house);

    expect(first).toMatch(/among them: nobody has had a bucket in that region before$/);
    expect(await said(house)).toMatch(/payments-second among them: nothing is known of the cause$/);
    weather.lose = 0;
    await tagBucket(house, aBucket, { team: 'orders' });
    await house.clock.advance(MINUTE);
    expect(await countHits(house.operator, missed)).toBe(0);
  });
});

describe('an event that is on its way while the sweep looks', () => {
  test('proves that its region is heard as soon as it is there', async () => {
    const weather = { lose: 0, duplicate: 0, delayMs: 0 };
    const house = await openSweptHouse(weather);
    // From now on the function believes for a minute that nothing is blind.
    await createBucket(house, aBucket);
    await house.clock.advance(1_000);
    weather.delayMs = 20_000;
    await createBucket(house, { ...aBucket, name: 'payments-second' });

    await sweep(house);
    const early = await countHits(house.operator, missed);
    await house.clock.advance(30_000);

    expect(early).toBe(1);
    expect(await countHits(house.operator, missed)).toBe(0);
  });
});
