import { describe, expect, test } from '@jest/globals';
import { runSweep } from '../../../handlers/sweep/run-sweep.ts';
import { entries } from '../../../infra/aws/ledger-entries.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { aBucket, createBucket, deleteBucket, deleteInventory, requestReview } from '../actors.ts';
import { type House, openHouse, withOperator } from '../house.ts';
import { type Blow, type MortalProcess, mortalProcess } from '../mortal-process.ts';
import { sweep, unwatched } from '../sweeps.ts';
import { news, notices, unkept, waiting } from '../traces.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const only = { accounts: [aBucket.account] };
const lists = { service: 's3', operation: 'ListBucketInventoryConfigurations' };
const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });

function named(name: string) {
  return { ...aBucket, name };
}

/**
 * One bucket is as it should be, one was deleted unheard, one lost its configuration, one is new and unheard, and of one S3 does
 * not want to tell for a while; a sweep that may be struck at any of its calls is started once more.
 */
async function live(mortal: MortalProcess): Promise<House> {
  const weather = { lose: 0, duplicate: 0, delayMs: 0 };
  const house = await openHouse({ weather });
  for (const name of ['as-it-was', 'deleted', 'drifted']) await createBucket(house, named(name));
  await house.clock.advance(11 * MINUTE);
  await sweep(house, only);
  weather.lose = 1;
  await house.clock.advance(MINUTE);
  await deleteBucket(house, named('deleted'));
  await deleteInventory(house, named('drifted'), 'stocktake-weekly');
  for (const name of ['fresh', 'slow']) await createBucket(house, named(name));
  house.organization.faults.next(1_000_000, { ...lists, bucket: 'slow' }, slowDown);
  await sweepUntilDead(withOperator(house, mortal), mortal);
  await sweep(withOperator(house, {}), only);
  house.organization.faults.clear();
  await review(house, HOUR);
  await sweep(withOperator(house, {}), only);
  await review(house, HOUR);
  return house;
}

async function sweepUntilDead({ operator, clock }: House, { life }: MortalProcess): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  // What a lost answer ends is begun anew, like what death ends.
  runSweep(operator, only, unwatched).then(over, over);
  while (!isOver && life() === 0) await clock.advance(100);
}

async function review(house: House, time: number): Promise<void> {
  for (let passed = 0; passed < time; passed += 10 * MINUTE) {
    await requestReview(house);
    await house.clock.advance(10 * MINUTE);
  }
}

async function mustHaveEndedWell(house: House): Promise<void> {
  const rows = await Array.fromAsync(entries(house.operator, aBucket.account));
  expect(rows.map(({ bucket, state, announced }) => [bucket, state, announced])).toEqual([
    ['as-it-was', 'compliant', 'compliant'],
    ['deleted', 'gone', 'gone'],
    ['drifted', 'compliant', 'compliant'],
    ['fresh', 'compliant', 'compliant'],
    ['slow', 'compliant', 'compliant'],
  ]);
  expect(rows.filter(({ awaits }) => awaits !== undefined)).toEqual([]);
  const lasting = news(house).filter((line) => line !== passing);
  expect(new Set(lasting)).toEqual(new Set(told));
  expect(notices(house)).toEqual(['opened: Events do not arrive in the organization: 1 region']);
  expect([waiting(house), unkept(house)]).toEqual([0, 0]);
}

const told = [
  'as-it-was compliant',
  'deleted compliant',
  'drifted compliant',
  'deleted gone',
  'fresh compliant',
  'slow compliant',
];

/** May be over before anybody else is allowed to tell it. */
const passing = 'slow deferred';

const unharmed = mortalProcess('killed-before');
const atRest = live(unharmed);

test('without a blow all ends well', async () => {
  const house = await atRest;

  await mustHaveEndedWell(house);
  expect(news(house).toSorted()).toEqual([...told, passing].toSorted());
});

/** Every call would take minutes; each blow falls on others. */
const EVERY = 9;

describe.each<[Blow, number]>([
  ['killed-before', 0],
  ['killed-after', 3],
  ['answer-lost', 6],
])('%s', (blow, first) => {
  test('at any call of a sweep, all ends well once it is started again', async () => {
    await atRest;
    const harmed: string[] = [];

    for (let fatal = first; fatal < unharmed.calls(); fatal += EVERY) {
      const house = await live(mortalProcess(blow, fatal));
      await mustHaveEndedWell(house).catch((error: Error) =>
        harmed.push(`call ${fatal}: ${error.message}`),
      );
    }

    expect(unharmed.calls()).toBeGreaterThan(30);
    expect(harmed).toEqual([]);
  }, 600_000);
});
