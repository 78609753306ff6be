import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { momentsOf } from '../../infra/aws/history.ts';
import { keyOf } from '../../infra/aws/ledger-item.ts';
import { mandateDigest } from '../../infra/mandate.ts';
import { aBucket, createBucket, deleteBucket, deleteInventory, requestCheck } from './actors.ts';
import { stocktake } from './command-line.ts';
import { type House, openHouse } from './house.ts';
import { sweep } from './sweeps.ts';

const MINUTE = 60_000;
const administrator = expect.stringMatching(/^arn:aws:.*111111111111/);

async function eventsOf(house: House, ...words: readonly string[]) {
  const { out } = await stocktake(house, 'history', aBucket.name, '--json', ...words);
  const { buckets } = JSON.parse(out);
  expect(buckets).toHaveLength(1);
  return buckets[0].events;
}

/** As the ledger keeps them. */
async function kept({ operator }: House): Promise<readonly string[]> {
  const moments = await momentsOf(operator, aBucket.account, aBucket.name);
  return moments.map(({ kind }) => kind);
}

test('tells who created a bucket, what was corrected after whose change, and when it was deleted', async () => {
  const house = await openHouse();
  const { clock, operator } = house;
  const mandate = mandateDigest(await operator.mandate());
  const put = (why: string) => ({
    changes: [{ action: 'put', id: 'stocktake-weekly', rule: 'weekly', why }],
    mandate,
  });
  const absent = 'there is no configuration stocktake-weekly';

  await createBucket(house, aBucket);
  await clock.advance(MINUTE);
  await requestCheck(house, aBucket);
  await clock.advance(MINUTE);
  await deleteInventory(house, aBucket, 'stocktake-weekly');
  await clock.advance(MINUTE);
  await deleteBucket(house, aBucket);
  await clock.advance(MINUTE);

  const events = await eventsOf(house);
  expect(events).toEqual([
    { at: '2026-11-24T09:00:00.000Z', event: 'created', by: administrator },
    expect.objectContaining({ event: 'first-seen' }),
    expect.objectContaining({ event: 'corrected', state: 'compliant', ...put(absent) }),
    expect.objectContaining({ event: 'corrected', by: administrator, ...put(absent) }),
    expect.objectContaining({ event: 'deleted', before: 'compliant', by: administrator }),
    expect.objectContaining({ event: 'checked' }),
  ]);
  expect(events[2]).not.toHaveProperty('by');
  // The check in between found nothing that is worth a line, and an untroubled bucket has cost one.
  expect(await kept(house)).toEqual(['corrected', 'corrected', 'deleted']);
});

test('is told to people, and outlives what the ledger says of the bucket', async () => {
  const house = await openHouse();
  const { operator } = house;
  await createBucket(house, aBucket);
  await house.clock.advance(MINUTE);
  const words = ['history', aBucket.name, '--account', aBucket.account];

  const { out } = await stocktake(house, ...words);
  const elsewhere = await stocktake(house, ...words, '--region', 'us-east-1');
  const entry = new DeleteItemCommand(keyOf(operator, aBucket));
  await operator.hub(DynamoDBClient).send(entry);
  const later = await stocktake(house, ...words);

  expect(out).toMatch(/^payments-orders {2}111111111111 eu-west-1 {2}✓ compliant\n/);
  expect(out).toMatch(/ {2}created {6}by arn:aws:/);
  expect(out).toContain('+ put stocktake-weekly: there is no configuration stocktake-weekly\n');
  expect(elsewhere).toMatchObject({ code: 1, out: '' });
  expect(elsewhere.err).toContain('knows nothing of a bucket payments-orders in account 1');
  expect(later.out).toContain('+ put stocktake-weekly');
});

test('a sweep that finds and corrects a bucket is one line, and a second sweep none', async () => {
  const house = await openHouse({ weather: { lose: 1, duplicate: 0, delayMs: 0 } });
  await createBucket(house, aBucket);

  await sweep(house);
  await sweep(house);

  expect(await kept(house)).toEqual(['corrected']);
});

test('a birth and a death that are dropped in mode off are remembered', async () => {
  const house = await openHouse();
  await stocktake(house, 'mode', 'off');
  await house.clock.advance(MINUTE);
  await createBucket(house, aBucket);
  await house.clock.advance(MINUTE);
  await deleteBucket(house, aBucket);
  await house.clock.advance(MINUTE);

  expect(await eventsOf(house, '--account', aBucket.account)).toEqual([
    { at: '2026-11-24T09:01:00.000Z', event: 'created', by: administrator },
    { at: '2026-11-24T09:02:00.000Z', event: 'deleted', by: administrator },
  ]);
});
