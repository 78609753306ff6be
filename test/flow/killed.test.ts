import { describe, expect, test } from '@jest/globals';
import { aBucket, createBucket, inventoryIds, requestCheck, requestReview } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { type Blow, type MortalProcess, mortalProcess } from './mortal-process.ts';
import { deadLetters, ledgerEntry, notices, post, unkept, waiting } from './traces.ts';

const MINUTE = 60_000;

const memberRole = `arn:aws:iam::${aBucket.account}:role/stocktake/stocktake-member`;

/** A bucket fails and heals, a message cannot be read; all that our functions do for it may be struck once. */
async function live(mortal: MortalProcess): Promise<House> {
  const { transport, life } = mortal;
  const house = await openHouse({ transport, life });
  const restore = house.organization.revoke(memberRole, 's3:PutInventoryConfiguration');
  await createBucket(house, aBucket);
  post(house, 'nonsense');
  await review(house, 90 * MINUTE);
  restore();
  await requestCheck(house, aBucket);
  await review(house, 40 * MINUTE);
  return house;
}

/** Lets time pass, and then some more with what the clock asks for. Far apart: a claim is void by then. */
async function review(house: House, after: number): Promise<void> {
  await house.clock.advance(after);
  for (let time = 0; time < 6; time += 1) {
    await requestReview(house);
    await house.clock.advance(6 * MINUTE);
  }
  await house.clock.advance(40 * MINUTE);
}

/** Whatever happened on the way: this is how it ends. */
async function mustHaveEndedWell(house: House): Promise<void> {
  expect(notices(house).toSorted()).toEqual([
    'closed: Over: A permission is missing in account 111111111111 (payments-prod)',
    'opened: A permission is missing in account 111111111111 (payments-prod): 1 bucket failed',
    'opened: Messages cannot be understood in the organization: 1 message failed',
  ]);
  expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  expect(await ledgerEntry(house, aBucket)).toMatchObject({
    state: 'compliant',
    announced: 'compliant',
  });
  expect(await deadLetters(house)).toMatchObject([
    { body: 'nonsense', cause: 'malformed-message' },
  ]);
  expect([waiting(house), unkept(house)]).toEqual([0, 0]);
}

const unharmed = mortalProcess('killed-before');
const atRest = live(unharmed);

test('without a blow all ends well', async () => {
  const house = await atRest;

  await mustHaveEndedWell(house);
});

describe.each<Blow>(['killed-before', 'killed-after', 'answer-lost'])('%s', (blow) => {
  test('at any call, all ends well', async () => {
    await atRest;
    const harmed: string[] = [];

    for (let fatal = 0; fatal < unharmed.calls(); fatal += 1) {
      const house = await live(mortalProcess(blow, fatal));
      await mustHaveEndedWell(house).catch((error: Error) =>
        harmed.push(`call ${fatal}: ${error.message}`),
      );
    }

    expect(harmed).toEqual([]);
  }, 600_000);
});
