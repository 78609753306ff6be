import { describe, expect, test } from '@jest/globals';
import { markBlind } from '../../../infra/aws/blind-spots.ts';
import { countHits } from '../../../infra/aws/incidents.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { aBucket, createBucket, inventoryIds, requestReview } from '../actors.ts';
import { type House, openHouse } from '../house.ts';
import { sweep } from '../sweeps.ts';
import { deadLetters, ending, ledgerEntry, news, notices, trails, waiting } from '../traces.ts';

// Accounts in which a sweep cannot do what it does in others.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const lost = { lose: 1, duplicate: 0, delayMs: 0 };
const newcomer = { ...aBucket, account: '666666666666', name: 'newcomer-first' };
const throttled = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
const lists = { service: 's3', operation: 'ListBucketInventoryConfigurations' };

function ourNews(house: House): readonly string[] {
  return news(house).filter((line) => line.startsWith(aBucket.name));
}

async function review(house: House): Promise<void> {
  await requestReview(house);
  await house.clock.advance(MINUTE);
}

describe('an account whose role is missing', () => {
  test('is told after a quarter of an hour, and is over with the sweep that lists it', async () => {
    const house = await openHouse({ weather: lost });
    await createBucket(house, newcomer);
    await house.clock.advance(MINUTE);

    const first = await sweep(house);
    await review(house);
    const early = notices(house);
    await house.clock.advance(15 * MINUTE);
    await review(house);
    house.organization.addRole(newcomer.account);
    await house.clock.advance(2 * MINUTE);
    const second = await sweep(house);
    for (let time = 0; time < 4; time += 1) {
      await house.clock.advance(5 * MINUTE);
      await review(house);
    }

    expect(first).toMatchObject({ ended: 'closed', unlisted: 1 });
    expect(early).toEqual([]);
    expect(second).toMatchObject({ ended: 'closed', unlisted: 0, counts: { corrected: 1 } });
    expect(await ending(house, newcomer)).toBe('corrected');
    const what = 'The member role is missing in account 666666666666 (newcomer)';
    expect(notices(house)).toEqual([
      expect.stringMatching(`^opened: ${what.replace(/[()]/g, '.')}: 1 `),
      `closed: Over: ${what}`,
    ]);
  });
});

describe('an account outside of the units that the hub was deployed for', () => {
  test('is passed over while it has no role', async () => {
    const house = await openHouse({ weather: lost });
    await createBucket(house, newcomer);
    await house.clock.advance(MINUTE);
    const { operator } = house;
    const settings = { ...operator.settings, targetUnits: ['ou-elsewhere-12345678'] };

    const result = await sweep({ ...house, operator: { ...operator, settings } });
    const everywhere = await sweep(house);

    expect(result).toMatchObject({ ended: 'closed', unlisted: 0 });
    expect(everywhere).toMatchObject({ ended: 'closed', unlisted: 1 });
  });
});

describe('an account that is not active', () => {
  const seed = (state: 'ACTIVE' | 'SUSPENDED') => ({
    ...defaultSeed,
    accounts: defaultSeed.accounts.map((one) =>
      one.id === aBucket.account ? { ...one, state } : one,
    ),
  });

  test('has its buckets ungoverned, whether it is suspended or has left', async () => {
    const house = await openHouse({ seed: seed('ACTIVE') });
    const other = { ...aBucket, account: '444444444444', name: 'payments-trials' };
    for (const bucket of [aBucket, other]) await createBucket(house, bucket);
    await house.clock.advance(MINUTE);
    await sweep(house);
    const blind = { account: aBucket.account, region: 'eu-west-1', buckets: 2, newest: 0 };
    await markBlind(house.operator, { ...blind, example: aBucket.name, said: 'no event told' });
    const accounts = house.organization.machines.directory.accounts as Map<string, unknown>;
    accounts.delete(other.account);
    const suspended = accounts.get(aBucket.account) as { state: string };
    suspended.state = 'SUSPENDED';
    await house.clock.advance(DAY);

    const result = await sweep(house);
    const again = await sweep(house);

    expect(result).toMatchObject({ ended: 'closed', difference: 0, counts: { unmatched: 2 } });
    expect(await ending(house, aBucket)).toBe('unmatched');
    expect(await ending(house, other)).toBe('unmatched');
    expect(again).toMatchObject({ ended: 'closed', counts: {} });
    expect(await countHits(house.operator, { cause: 'missed-events' })).toBe(0);
  });
});

describe('a bucket that S3 throttles for ever', () => {
  test('is left to the queue, and the sweep comes to its end', async () => {
    const house = await openHouse({ weather: lost });
    await createBucket(house, aBucket);
    const { faults } = house.organization;
    faults.next(1_000_000, { ...lists, bucket: aBucket.name }, throttled);

    const result = await sweep(house);
    const handedOver = [trails(house).length, await ending(house, aBucket)];
    const again = await sweep(house);
    const waitingOnce = waiting(house);
    faults.clear();
    await house.clock.advance(30 * MINUTE);

    expect(result).toMatchObject({ ended: 'closed', counts: { deferred: 1 } });
    expect(handedOver).toEqual([1, 'deferred: throttled']);
    // It has its message already.
    expect(again).toMatchObject({ ended: 'closed', counts: { deferred: 1 } });
    expect(waitingOnce).toBe(1);
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
    expect(await ledgerEntry(house, aBucket)).toMatchObject({ state: 'compliant' });
    expect(waiting(house)).toBe(0);
  });
});

describe('a bucket that was given up', () => {
  test('is tried once by every sweep, which is no news until it succeeds', async () => {
    const house = await openHouse({ schedules: true });
    const role = `arn:aws:iam::${aBucket.account}:role/stocktake/stocktake-member`;
    const restore = house.organization.revoke(role, 's3:PutInventoryConfiguration');
    await createBucket(house, aBucket);
    await house.clock.advance(2 * HOUR);
    const told = ourNews(house);

    const first = await sweep(house);
    await house.clock.advance(HOUR);
    const second = await sweep(house);
    await house.clock.advance(HOUR);
    const toldAfterwards = ourNews(house);
    const incidents = notices(house).filter((line) => line.includes('A permission is missing'));
    restore();
    const third = await sweep(house);

    expect(first).toMatchObject({
      ended: 'closed',
      wanted: 4,
      counts: { failed: 1, corrected: 3 },
    });
    expect(second).toMatchObject({ ended: 'closed', wanted: 1, counts: { failed: 1 } });
    expect(toldAfterwards).toEqual(told);
    expect(incidents).toHaveLength(1);
    expect(await deadLetters(house)).toEqual([]);
    expect(third).toMatchObject({ ended: 'closed', counts: { corrected: 1 } });
    expect(await ending(house, aBucket)).toBe('corrected');
  });
});

test('an account that nobody knows is a slip of the pen', async () => {
  const house = await openHouse();

  await expect(sweep(house, { accounts: ['999999999999'] })).rejects.toThrow(
    'account 999999999999 is not in the organization',
  );
});
