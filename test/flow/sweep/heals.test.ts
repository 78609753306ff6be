import { describe, expect, test } from '@jest/globals';
import { openIncidents } from '../../../infra/aws/incidents.ts';
import { entries } from '../../../infra/aws/ledger-entries.ts';
import { nameOfSpot } from '../../../rules/incident.ts';
import { aBucket, createBucket, deleteBucket, deleteInventory, inventoryIds } from '../actors.ts';
import { type House, openHouse, withOperator } from '../house.ts';
import { weeklyAndDaily } from '../mandates.ts';
import { sweep } from '../sweeps.ts';
import { ending, ledgerEntry, news } from '../traces.ts';
import { editLedger } from './edited-ledger.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const other = { ...aBucket, name: 'payments-refunds' };

/** A house in which a test says when events are lost. */
async function openStormyHouse() {
  const weather = { lose: 0, duplicate: 0, delayMs: 0 };
  const house = await openHouse({ weather });
  const storm = () => {
    weather.lose = 1;
  };
  return { house, storm };
}

/** What was told of `aBucket`. */
function newsOf(house: House) {
  return news(house).filter((line) => line.startsWith(aBucket.name));
}

function ledgerRows({ operator }: House, account: string) {
  return Array.fromAsync(entries(operator, account));
}

describe('a sweep', () => {
  test('corrects a bucket of which no event told, and takes nobody for blind who was never heard', async () => {
    const { house, storm } = await openStormyHouse();
    storm();
    await createBucket(house, aBucket);

    const result = await sweep(house);

    expect(result).toMatchObject({ ended: 'closed', missed: 0, difference: 0 });
    expect(result.counts).toEqual({ corrected: 4 });
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('reports where events were missed since the last one', async () => {
    const { house, storm } = await openStormyHouse();
    await sweep(house);
    storm();
    await house.clock.advance(MINUTE);
    await createBucket(house, aBucket);

    const result = await sweep(house);

    expect(result).toMatchObject({ missed: 1, counts: { corrected: 1 } });
    const incidents = await openIncidents(house.operator);
    expect(incidents.map(({ spot }) => nameOfSpot(spot))).toContain('missed-events/organization');
    expect(await ledgerEntry(house, aBucket)).toMatchObject({ state: 'compliant' });
  });

  test('finds a bucket gone whose deletion no event told', async () => {
    const { house, storm } = await openStormyHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(HOUR);
    storm();
    await deleteBucket(house, aBucket);

    const result = await sweep(house);

    expect(result).toMatchObject({ ended: 'closed', difference: 0, counts: { gone: 1 } });
    expect(await ending(house, aBucket)).toBe('gone');
    expect(newsOf(house)).toEqual(['payments-orders compliant', 'payments-orders gone']);
  });

  test("finds a bucket gone whose name is somebody else's by now", async () => {
    const { house, storm } = await openStormyHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);
    storm();
    await deleteBucket(house, aBucket);
    await createBucket(house, { ...aBucket, account: '444444444444' });

    const result = await sweep(house);

    expect(result).toMatchObject({ ended: 'closed', difference: 0 });
    expect(await ending(house, aBucket)).toBe('gone');
  });

  test('puts back what somebody took away unheard', async () => {
    const { house, storm } = await openStormyHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);
    storm();
    await deleteInventory(house, aBucket, 'stocktake-weekly');

    await sweep(house);

    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('brings a new rule to buckets that have been there all along', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);

    await sweep(withOperator(house, { mandate: weeklyAndDaily }));

    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-daily', 'stocktake-weekly']);
  });
});

describe('a second sweep with nothing to do', () => {
  test('asks once per bucket, writes to none in the ledger, and tells nobody', async () => {
    const house = await openHouse();
    for (const bucket of [aBucket, other]) await createBucket(house, bucket);
    await sweep(house);
    const before = await ledgerRows(house, aBucket.account);
    const told = news(house);
    const begun = house.organization.calls.length;
    await house.clock.advance(HOUR);

    const result = await sweep(house);

    const calls = house.organization.calls.slice(begun).filter(({ service }) => service === 's3');
    const ours = calls.filter(({ bucket }) => bucket?.startsWith('payments-'));
    const pages = calls.filter(({ operation }) => operation === 'ListBuckets');
    expect(ours.map(({ operation, bucket }) => `${operation} ${bucket}`).sort()).toEqual([
      'ListBucketInventoryConfigurations payments-orders',
      'ListBucketInventoryConfigurations payments-refunds',
    ]);
    expect(new Set(calls.map(({ operation }) => operation))).toEqual(
      new Set(['ListBuckets', 'ListDirectoryBuckets', 'ListBucketInventoryConfigurations']),
    );
    // Of the account whose role is missing nobody can ask.
    expect(pages).toHaveLength(result.accounts - 2);
    expect(await ledgerRows(house, aBucket.account)).toEqual(before);
    expect(news(house)).toEqual(told);
  });
});

describe('news that somebody wrote down and died before telling it', () => {
  test('are told by the next sweep', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);
    const told = newsOf(house);
    const { account, name, region } = aBucket;
    await editLedger(house, { account, sk: `BUCKET#${name}#${region}` }, { announced: undefined });

    await sweep(house);

    expect(told).toHaveLength(1);
    expect(newsOf(house)).toEqual([...told, ...told]);
    expect(await ledgerEntry(house, aBucket)).toMatchObject({ announced: 'compliant' });
  });
});
