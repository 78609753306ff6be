import { describe, expect, test } from '@jest/globals';
import { correct } from '../../../handlers/sweep/correct.ts';
import { open } from '../../../handlers/sweep/open.ts';
import { survey } from '../../../handlers/sweep/survey.ts';
import { weighSweep } from '../../../handlers/sweep/weigh.ts';
import { setEnforcement } from '../../../infra/aws/enforcement.ts';
import { countHits, openIncidents } from '../../../infra/aws/incidents.ts';
import { sweptAccount } from '../../../infra/aws/swept-accounts.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { nameOfSpot } from '../../../rules/incident.ts';
import type { SwitchText } from '../../../rules/mode.ts';
import { aBucket, createBucket, inventoryIds } from '../actors.ts';
import { type House, openHouse, withOperator } from '../house.ts';
import { dailyInSandbox, weekly, weeklyAndDaily, weeklyReported } from '../mandates.ts';
import { sweep, unwatched, whileTimePasses } from '../sweeps.ts';
import { ending, ledgerEntry } from '../traces.ts';
import { hiding } from './hiding.ts';
import { someBuckets } from './some-buckets.ts';

// What keeps a sweep from writing.

const lost = { lose: 1, duplicate: 0, delayMs: 0 };
const PUT = 'PutBucketInventoryConfiguration';

function count({ organization }: House, operation: string): number {
  return organization.calls.filter((call) => call.operation === operation).length;
}

async function incidents({ operator }: House): Promise<readonly string[]> {
  return (await openIncidents(operator)).map(({ spot }) => nameOfSpot(spot));
}

/** A function believes what it read of the switch for less than a minute. */
async function turn(house: House, text: SwitchText): Promise<void> {
  await setEnforcement(house.operator, text);
  await house.clock.advance(60_000);
}

async function openHouseWith(buckets: readonly { name: string }[]): Promise<House> {
  const house = await openHouse({ weather: lost });
  for (const { name } of buckets) await createBucket(house, { ...aBucket, name });
  return house;
}

describe('a plan that is not plausible', () => {
  test('is held before anything is written, until it is released', async () => {
    const house = await openHouseWith(someBuckets(100));
    const only = { accounts: [aBucket.account] };
    await sweep(withOperator(house, { mandate: weeklyReported }), only);

    const held = await sweep(house);
    const written = count(house, PUT);
    // Of another account, whose buckets it was not held for.
    await sweep(house, { accounts: ['333333333333'] });
    const open = await incidents(house);
    const byAnotherMandate = withOperator(house, { mandate: weeklyAndDaily });
    const refused = await sweep(byAnotherMandate, { force: held.sweep }).catch(String);
    const released = await sweep(house, { force: held.sweep });

    expect(held).toMatchObject({ ended: 'held', counts: { drifted: 103 } });
    expect(held.why).toBe(
      'would change 100 of 100 buckets (100 %), more than the 25 % that limits.changed allows',
    );
    expect(written).toBe(0);
    expect(open).toContain('sweep-held/organization');
    expect(refused).toMatch(/is not the one that sweep 2 was held under/);
    expect(released).toMatchObject({ ended: 'closed', counts: { corrected: 103 } });
    await expect(sweep(house, { force: held.sweep })).rejects.toThrow(
      expect.objectContaining({
        known: 'unreadable',
        message: expect.stringMatching(/is not held/),
      }),
    );
  });

  test('is held for what it would delete', async () => {
    const house = await openHouseWith(someBuckets(3));
    await sweep(withOperator(house, { mandate: weeklyAndDaily }));
    const pruned = withOperator(house, {
      mandate: `${weekly}\nprune: true\nlimits: { deleted: 2 }\n`,
    });

    const held = await sweep(pruned);

    expect(held).toMatchObject({ ended: 'held' });
    expect(held.why).toBe(
      'would delete 6 configurations, more than the 2 that limits.deleted allows',
    );
    expect(count(house, 'DeleteBucketInventoryConfiguration')).toBe(0);
  });

  test('is none where a sweep that never came to correct anything has looked before', async () => {
    const house = await openHouseWith([aBucket]);
    const only = { accounts: [aBucket.account] };
    await turn(house, 'halted');
    await sweep(house, only);

    const { sweep: number } = await sweep(withOperator(house, { mandate: weeklyAndDaily }), only);

    const { survey } = await sweptAccount(house.operator, number, aBucket.account);
    expect(survey).toMatchObject({ fresh: 1, changes: 0, judged: 0 });
  });
});

describe('a sweep whose mandate becomes another one after it was weighed', () => {
  test('corrects nothing by a plan that nobody has weighed', async () => {
    const house = await openHouseWith([aBucket]);
    const { account } = aBucket;
    const { sweep: number } = await open(house.operator, { accounts: [account] });
    const step = { sweep: number, account };
    await survey(house.operator, step, unwatched);
    await weighSweep(house.operator, number);

    const deployed = withOperator(house, { mandate: weeklyAndDaily }).operator;
    await correct(deployed, step, unwatched);
    const written = count(house, PUT);
    await whileTimePasses(house, correct(house.operator, step, unwatched));

    expect(written).toBe(0);
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  });
});

describe('a sweep whose corrections fail', () => {
  test('stops, and is held', async () => {
    const house = await openHouseWith(someBuckets(70));
    const refusal = new AwsError('MalformedXML', 'The XML you provided was not well-formed.', {
      status: 400,
    });
    house.organization.faults.next(1_000_000, { service: 's3', operation: PUT }, refusal);

    const result = await sweep(house, { accounts: [aBucket.account] });

    expect(result.ended).toBe('held');
    expect(result.why).toMatch(
      /^stopped correcting, for \d+ of its \d+ corrections did not succeed$/,
    );
    const tried = count(house, PUT);
    expect(tried).toBeGreaterThan(19);
    expect(tried).toBeLessThan(70);
    expect(result.counts).toEqual({ failed: tried, drifted: 70 - tried });
  });
});

describe('a sweep in an emergency stop', () => {
  test('looks, corrects nothing, and goes on once it is lifted', async () => {
    const house = await openHouseWith([aBucket]);
    await turn(house, 'halted');

    const halted = await sweep(house);
    const written = count(house, PUT);
    await turn(house, 'correct');
    const resumed = await sweep(house);

    expect(halted).toMatchObject({ ended: 'unfinished', counts: { deferred: 4 } });
    expect(written).toBe(0);
    expect(resumed).toMatchObject({ sweep: halted.sweep, ended: 'closed' });
    expect(resumed.counts).toEqual({ corrected: 4 });
    expect(await ending(house, aBucket)).toBe('corrected');
  });
});

describe('a sweep in another mode', () => {
  test('only says what differs in mode report, and looks at nothing in mode off', async () => {
    const house = await openHouseWith([aBucket]);
    await turn(house, 'report');
    const reported = await sweep(house);
    await turn(house, 'off');

    await expect(sweep(house)).rejects.toThrow('the mode is off: nothing is looked at');

    expect(reported).toMatchObject({ ended: 'closed', wanted: 0, counts: { drifted: 4 } });
    expect(await ledgerEntry(house, aBucket)).toMatchObject({ state: 'drifted' });
    expect(count(house, PUT)).toBe(0);
  });
});

describe('a rule', () => {
  test('that is only reported, or not rolled out so far, is not enforced by a sweep', async () => {
    const house = await openHouseWith([aBucket]);
    const sandbox = { ...aBucket, account: '333333333333', name: 'sandbox-play' };
    await createBucket(house, sandbox);

    const reported = await sweep(withOperator(house, { mandate: weeklyReported }));
    await sweep(withOperator(house, { mandate: dailyInSandbox }));
    const early = [await inventoryIds(house, aBucket), await inventoryIds(house, sandbox)];
    await sweep(withOperator(house, { mandate: weeklyAndDaily }));

    expect(reported).toMatchObject({ ended: 'closed', counts: { drifted: 5 } });
    expect(early).toEqual([['stocktake-weekly'], ['stocktake-daily', 'stocktake-weekly']]);
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-daily', 'stocktake-weekly']);
  });
});

describe('a bucket that S3 has and does not list', () => {
  test('makes a difference, which is over once it is listed', async () => {
    const house = await openHouseWith(someBuckets(2));
    await sweep(house);
    const blind = withOperator(house, { transport: hiding('payments-001') });

    const result = await sweep(blind);

    const differing = await incidents(house);
    const whole = await sweep(house);

    expect(result).toMatchObject({ ended: 'closed', difference: 1 });
    expect(differing).toContain('counts-differ/organization');
    expect(whole).toMatchObject({ ended: 'closed', difference: 0 });
    expect(await countHits(house.operator, { cause: 'counts-differ' })).toBe(0);
  });
});
