import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { keyOf } from '../../infra/aws/ledger-item.ts';
import { aBucket, createBucket, deleteBucket } from './actors.ts';
import { stocktake } from './command-line.ts';
import { type House, openHouse } from './house.ts';
import { sweep } from './sweeps.ts';

const MINUTE = 60_000;
const another = { ...aBucket, name: 'payments-archive' };

async function statusOf(house: House) {
  const { out } = await stocktake(house, 'status', '--json');
  const { out: said } = await stocktake(house, 'status');
  return { ...JSON.parse(out), said };
}

test('the sums of the ledger are those of S3, whatever came and went since it was asked', async () => {
  const house = await openHouse();
  const { clock, operator } = house;
  await createBucket(house, aBucket);
  await createBucket(house, another);
  await clock.advance(MINUTE);
  const unswept = await statusOf(house);
  const { listed: buckets } = await sweep(house);
  const swept = await statusOf(house);

  await clock.advance(MINUTE);
  await createBucket(house, { ...aBucket, name: 'payments-new' });
  await deleteBucket(house, another);
  await clock.advance(MINUTE);
  const moved = await statusOf(house);

  await operator.hub(DynamoDBClient).send(new DeleteItemCommand(keyOf(operator, aBucket)));
  const bereft = await statusOf(house);

  expect(unswept).toMatchObject({ listed: { accounts: 0, never: expect.any(Array) } });
  expect(unswept.said).toContain('\nno sweep has listed the buckets of S3 yet\n');
  const at = expect.stringMatching(/^2026-11-24T09:01/);
  const sums = { at, buckets, difference: 0, never: [] };
  const failing = [{ account: '666666666666', cause: 'role-not-ready' }];
  expect(swept).toMatchObject({
    total: buckets,
    listed: { ...sums, accounts: 7, failing },
    sweep: { number: 1, phase: 'closed', openedAt: at, closedAt: at },
    awaits: 0,
  });
  expect(moved).toMatchObject({ total: buckets, buckets: { unknown: 0 }, listed: sums });
  expect(moved.said).toMatch(
    /\nS3 lists \d+ buckets in \d accounts \(2026-11-24 09:01\): the ledger accounts for all of them\n {2}could not be listed: 666666666666 \(role-not-ready\)\nSweep 1 of 2026-11-24T09:01:\S+ ended 2026-11-24T09:0\S+\n/,
  );
  expect(bereft).toMatchObject({
    total: buckets,
    buckets: { unknown: 1 },
    listed: { ...sums, difference: 1, differing: [{ account: aBucket.account, difference: 1 }] },
  });
  expect(bereft.accounts[0].listed).toEqual({ at, buckets: expect.any(Number), difference: 1 });
  expect(bereft.said).toContain('the ledger differs by 1 bucket, 111111111111 lacks 1 bucket');
});
