import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Weather } from '../../infra/local/buses/weather.ts';
import { AwsError } from '../../infra/local/service.ts';
import {
  aBucket,
  createBucket,
  deleteInventory,
  foreignInventory,
  inventories,
  putInventory,
  tagBucket,
} from './actors.ts';
import { type House, openHouse } from './house.ts';
import { dailyForPersonal } from './mandates.ts';
import { ledgerEntry, waiting } from './traces.ts';

const MINUTE = 60_000;

const fair: Weather = { lose: 0, duplicate: 0, delayMs: 0 };
/** Every second event comes twice, and all of them up to five minutes late, one past the other. */
const rough: Weather = { lose: 0, duplicate: 0.5, delayMs: 5 * MINUTE };

const another = { ...aBucket, name: 'payments-refunds' };

/** What people do to two buckets within some minutes, and an hour for the dust to settle. */
async function play(house: House): Promise<void> {
  await createBucket(house, aBucket);
  await putInventory(house, aBucket, foreignInventory);
  await house.clock.advance(MINUTE);
  await createBucket(house, another);
  await tagBucket(house, another, { data: 'personal' });
  await house.clock.advance(MINUTE);
  await tagBucket(house, aBucket, { data: 'personal' });
  await deleteInventory(house, aBucket, foreignInventory.Id ?? '');
  await house.clock.advance(60 * MINUTE);
}

/** What the world looks like afterwards; when things happened does not belong to it. */
async function outcome(house: House) {
  const buckets = [aBucket, another].map(async (bucket) => {
    const { state, rules, surplus, creator } = await ledgerEntry(house, bucket);
    return { state, rules, surplus, creator, inventories: await inventories(house, bucket) };
  });
  return { buckets: await Promise.all(buckets), waiting: waiting(house) };
}

describe('events', () => {
  test('in any order and number come to the same end', async () => {
    const calm = await openHouse({ mandate: dailyForPersonal, weather: fair });
    await play(calm);
    const expected = await outcome(calm);

    await fc.assert(
      fc.asyncProperty(fc.nat(), async (chance) => {
        const house = await openHouse({ mandate: dailyForPersonal, weather: rough, chance });
        await play(house);

        expect(await outcome(house)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });
});

describe('a run with the same chance', () => {
  async function callsOfARun(chance: number) {
    const house = await openHouse({ mandate: dailyForPersonal, weather: rough, chance });
    const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
    const lists = { service: 's3', operation: 'ListBucketInventoryConfigurations' };
    house.organization.faults.next(7, lists, slowDown);
    await play(house);
    return house.organization.calls;
  }

  test('makes the same calls in the same order at the same times', async () => {
    const first = await callsOfARun(42);
    const second = await callsOfARun(42);

    expect(second).toEqual(first);
  });

  test('is another run with another chance', async () => {
    const first = await callsOfARun(42);
    const second = await callsOfARun(43);

    expect(second).not.toEqual(first);
  });
});
