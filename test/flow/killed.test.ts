import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../infra/local/service.ts';
import { aBucket, createBucket, inventoryIds, requestCheck, requestReview } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { type Blow, type MortalProcess, mortalProcess } from './mortal-process.ts';
import { deadLetters, ledgerEntry, notices, post, unkept, waiting } from './traces.ts';

const MINUTE = 60_000;

const puts = { service: 's3', operation: 'PutBucketInventoryConfiguration' };
const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
const teapot = new AwsError('ImATeapot', 'Short and stout.', { status: 418 });

/**
 * A bucket is deferred, given up as a dead letter, and heals; a message cannot be read; all that our functions do for it may be struck once.
 */
async function live({ transport, life }: MortalProcess): Promise<House> {
  const house = await openHouse({ transport, life });
  const { faults } = house.organization;
  faults.next(3, puts, slowDown);
  faults.next(1_000, puts, teapot);
  await createBucket(house, aBucket);
  post(house, 'nonsense');
  await review(house);
  faults.clear();
  await requestCheck(house, aBucket);
  await review(house);
  return house;
}

/** Lets time pass with what the clock asks for, so far apart that a message comes back and a claim is void by the end. */
async function review(house: House): Promise<void> {
  await house.clock.advance(30 * MINUTE);
  for (let time = 0; time < 4; time += 1) {
    await requestReview(house);
    await house.clock.advance(9 * MINUTE);
  }
  await house.clock.advance(30 * MINUTE);
}

/** Whatever happened on the way: this is how it ends. */
async function mustHaveEndedWell(house: House): Promise<void> {
  const trouble = 'Something happened that Stocktake does not know in the organization';
  expect(notices(house).toSorted()).toEqual([
    `closed: Over: ${trouble}`,
    'opened: Messages cannot be understood in the organization: 1 message failed',
    `opened: ${trouble}: 1 bucket failed`,
  ]);
  expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  expect(await ledgerEntry(house, aBucket)).toMatchObject({
    state: 'compliant',
    announced: 'compliant',
  });
  const causes = (await deadLetters(house)).map(({ cause }) => cause);
  expect(new Set(causes)).toEqual(new Set(['malformed-message', 'unexpected']));
  expect([waiting(house), unkept(house)]).toEqual([0, 0]);
}

const unharmed = mortalProcess('killed-before');
const atRest = live(unharmed);

test('without a blow all ends well', async () => {
  const house = await atRest;

  await mustHaveEndedWell(house);
});

/** To die after a call is nearly the same as to die before the next: of the former every fourth will do. */
const blows: readonly (readonly [Blow, number])[] = [
  ['killed-before', 1],
  ['killed-after', 4],
  ['answer-lost', 1],
];

describe.each(blows)('%s', (blow, stride) => {
  test('at any call, all ends well', async () => {
    await atRest;
    const harmed: string[] = [];

    for (let fatal = 0; fatal < unharmed.calls(); fatal += stride) {
      const house = await live(mortalProcess(blow, fatal));
      await mustHaveEndedWell(house).catch((error: Error) =>
        harmed.push(`call ${fatal}: ${error.message}`),
      );
    }

    expect(harmed).toEqual([]);
  }, 600_000);
});
