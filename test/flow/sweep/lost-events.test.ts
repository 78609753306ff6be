import { describe, expect, test } from '@jest/globals';
import { allHits, openIncidents } from '../../../infra/aws/incidents.ts';
import { entries } from '../../../infra/aws/ledger-entries.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import { seededRandom } from '../../../infra/local/random.ts';
import { defaultSeed, type Seed, type SeedAccount } from '../../../infra/local/seed.ts';
import type { BusEvent } from '../../../infra/local/service.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { nameOfSpot } from '../../../rules/incident.ts';
import { createBucket, deleteBucket, deleteInventory, tagBucket } from '../actors.ts';
import { type House, openHouse } from '../house.ts';
import { sweep } from '../sweeps.ts';

// What all of this is for: whatever becomes of events, one sweep later everything adds up.

const MINUTE = 60_000;
/** So long a missing permission is tried again, and a bucket that is not there may be one that does not show yet. */
const PATIENCE = 20 * MINUTE;

const regions = defaultSeed.regions;
const [roleless, denied, ...sound] = accountIds(17);

/** Twenty accounts: three of the organization's own, one without the role, one in which a policy denies to write. */
const seed: Seed = {
  ...defaultSeed,
  accounts: [
    ...defaultSeed.accounts.filter(({ unit, id }) => unit === 'Platform' || id === '100000000001'),
    ...[roleless, denied, ...sound].map(account),
  ],
  serviceControlPolicies: [
    {
      name: 'denials',
      targets: ['Denied'],
      policy: readPolicy({
        Version: '2012-10-17',
        Statement: { Effect: 'Deny', Action: 's3:PutInventoryConfiguration', Resource: '*' },
      }),
    },
  ],
};

function accountIds(count: number): [string, string, ...string[]] {
  const ids = Array.from({ length: count }, (_, index) => `8${String(index).padStart(11, '0')}`);
  return ids as [string, string, ...string[]];
}

function account(id: string): SeedAccount {
  const unit = id === denied ? 'Denied' : 'Workloads';
  const role = id === roleless ? 'missing' : 'present';
  return { id, name: `team-${id}`, unit, state: 'ACTIVE', tags: {}, role };
}

/** One event in twenty is lost, one in twenty comes twice, and all of them overtake each other. */
async function openStormyHouse(chance: number) {
  const losses: BusEvent[] = [];
  const weather = {
    lose: 0,
    duplicate: 0.05,
    delayMs: MINUTE,
    lost: (event: BusEvent) => void losses.push(event),
  };
  const house = await openHouse({ seed, chance, weather, schedules: false });
  await sweep(house);
  weather.lose = 0.05;
  await house.clock.advance(MINUTE);
  return { house, losses };
}

/** Buckets are created everywhere; one in ten is tagged, one in ten deleted again, and one in ten loses its configuration. */
async function live(house: House, count: number, chance: number): Promise<BucketRef[]> {
  const dice = seededRandom(chance);
  const alive: BucketRef[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = {
      account: oneOf([roleless, denied, ...sound], dice),
      region: oneOf(regions, dice),
    };
    const bucket = { ...place, name: `team-${String(index).padStart(4, '0')}` };
    await createBucket(house, bucket);
    alive.push(bucket);
    if (dice() < 0.1) await tagBucket(house, bucket, { data: 'personal' });
    if (index % 50 === 0) await house.clock.advance(MINUTE);
    const earlier = alive[Math.floor(dice() * alive.length)] ?? bucket;
    const fate = dice();
    // There may be none yet, or none any more.
    if (fate < 0.1)
      await deleteInventory(house, earlier, 'stocktake-weekly').catch(() => undefined);
    if (fate < 0.9) continue;
    await deleteBucket(house, earlier);
    alive.splice(alive.indexOf(earlier), 1);
  }
  await house.clock.advance(PATIENCE);
  return alive;
}

function oneOf<One>(choices: readonly One[], dice: () => number): One {
  return choices[Math.floor(dice() * choices.length)] as One;
}

/** Regions in which a bucket stands whose creation no event told. */
function blindIn(losses: readonly BusEvent[], alive: readonly BucketRef[]): Set<string> {
  const unheard = new Set(
    losses
      .filter(({ detail }) => detail.eventName === 'CreateBucket')
      .map(({ detail }) => String((detail.requestParameters as { bucketName: string }).bucketName)),
  );
  const blind = alive.filter(({ name, account }) => unheard.has(name) && account !== roleless);
  return new Set(blind.map(({ account, region }) => `${account}/${region}`));
}

async function reportedBlind({ operator }: House): Promise<Set<string>> {
  const hits = await Array.fromAsync(allHits(operator, { cause: 'missed-events' }));
  return new Set(hits.map(({ account, region }) => `${account}/${region}`));
}

async function mustAddUp(house: House, alive: readonly BucketRef[]): Promise<void> {
  const rows = await Array.fromAsync(entries(house.operator));
  const listed = rows.filter(
    ({ state, account }) =>
      state !== 'gone' && account !== roleless && account !== seed.destination.account,
  );
  const expected = alive.filter(({ account }) => account !== roleless);
  expect(new Set(listed.map(({ bucket }) => bucket))).toEqual(
    new Set(expected.map(({ name }) => name)),
  );
  const endings = listed.map(({ account, state, cause }) =>
    [account === denied, state, cause].join(),
  );
  expect(new Set(endings)).toEqual(new Set(['false,compliant,', 'true,failed,denied-by-policy']));
  const waiting = rows.filter(({ account, state }) => account === roleless && state !== 'gone');
  expect(new Set(waiting.map(({ cause }) => cause))).toEqual(new Set(['role-not-ready']));
}

describe.each([
  { chance: 1, count: 1_000 },
  { chance: 2, count: 100 },
])('with every twentieth event lost, chance $chance', ({ chance, count }) => {
  test('one sweep later everything adds up', async () => {
    const { house, losses } = await openStormyHouse(chance);
    const alive = await live(house, count, chance);

    const result = await sweep(house);
    const reported = await reportedBlind(house);
    await house.clock.advance(PATIENCE);

    expect(losses.length).toBeGreaterThan(count / 40);
    expect(result).toMatchObject({ ended: 'closed', unlisted: 1, difference: 0 });
    await mustAddUp(house, alive);
    expect(reported).toEqual(blindIn(losses, alive));
    expect(reported.size).toBeGreaterThan(0);
    const incidents = await openIncidents(house.operator);
    expect(new Set(incidents.map(({ spot }) => nameOfSpot(spot)))).toEqual(
      new Set([
        'missed-events/organization',
        `role-not-ready/${roleless}`,
        `denied-by-policy/${denied}`,
      ]),
    );
    const again = await sweep(house);
    const refused = alive.filter((bucket) => bucket.account === denied).length;
    expect(again).toMatchObject({ ended: 'closed', missed: 0, difference: 0 });
    expect(again.counts).toMatchObject({ failed: refused });
    expect(again.counts).not.toHaveProperty('corrected');
  }, 600_000);
});
