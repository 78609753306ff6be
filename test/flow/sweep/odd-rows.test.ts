import { expect, test } from '@jest/globals';
import { aBucket, createBucket, inventoryIds } from '../actors.ts';
import { openHouse } from '../house.ts';
import { sweep, unwatched } from '../sweeps.ts';
import { ledgerEntry } from '../traces.ts';
import { type Edit, editLedger } from './edited-ledger.ts';

// Rows of the ledger that nobody of ours has written.

const { account, region, name } = aBucket;
const lost = { lose: 1, duplicate: 0, delayMs: 0 };

const keys = [
  'BUCKET#',
  'BUCKET##',
  'BUCKET#no-region',
  `BUCKET#${name}#Eu/west?`,
  'BUCKET#ALL#CAPS#3',
];

test('keys of which nobody can tell a bucket are named and counted, and stop nothing', async () => {
  const house = await openHouse({ weather: lost });
  await createBucket(house, aBucket);
  for (const sk of keys) await editLedger(house, { account, sk }, { state: 'compliant' });
  const skipped: string[] = [];

  const result = await sweep(
    house,
    {},
    {
      ...unwatched,
      skipped: (_, key) => skipped.push(key),
    },
  );

  expect(new Set(skipped)).toEqual(new Set(keys));
  expect(result).toMatchObject({ ended: 'closed', unreadable: keys.length, difference: 0 });
  expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
});

const edits: readonly (readonly [string, Edit])[] = [
  ['a state that we do not have', { state: 'splendid', announced: 'splendid', outcome: 'well' }],
  ['a cause that we do not have', { state: 'failed', cause: 'tuesday', incident: 'tuesday' }],
  ['numbers for texts', { state: { N: '1' }, announced: { BOOL: true }, cause: { NULL: true } }],
  ['texts for numbers', { observedAt: 'noon', seenAt: 'noon', createdAt: 'noon', awaits: 'noon' }],
  ['no lists', { rules: 'weekly', surplus: { N: '0' }, since: { N: '0' } }],
];

test.each(edits)('a row with %s is judged anew', async (_, edit) => {
  const house = await openHouse({ weather: lost });
  await createBucket(house, aBucket);
  await editLedger(house, { account, sk: `BUCKET#${name}#${region}` }, edit);

  const result = await sweep(house);

  expect(result).toMatchObject({ ended: 'closed', unreadable: 0, difference: 0 });
  expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  const { state, announced, outcome, rules, cause } = await ledgerEntry(house, aBucket);
  expect({ state, announced, outcome, rules, cause }).toEqual({
    state: 'compliant',
    announced: 'compliant',
    outcome: 'corrected',
    rules: ['weekly'],
    cause: undefined,
  });
});

test('a word that we do not have is read as none', async () => {
  const house = await openHouse();
  const words = { state: 'splendid', outcome: 'well', cause: 'tuesday', announced: 'corrected' };

  await editLedger(house, { account, sk: `BUCKET#${name}#${region}` }, words);

  const { state, outcome, cause, announced } = await ledgerEntry(house, aBucket);
  expect([state, outcome, cause, announced]).toEqual(Array(4).fill(undefined));
});

test('a bucket that is nowhere comes to an end', async () => {
  const house = await openHouse({ weather: lost });
  for (const place of ['eu-west-1', 'mars-north-1']) {
    await editLedger(
      house,
      { account, sk: `BUCKET#payments-nowhere#${place}` },
      { state: 'compliant' },
    );
  }

  const result = await sweep(house);
  await house.clock.advance(26 * 3_600_000);

  expect(result).toMatchObject({ ended: 'closed', unreadable: 0 });
  expect(await ledgerEntry(house, { ...aBucket, name: 'payments-nowhere' })).toMatchObject({
    state: 'gone',
  });
});
