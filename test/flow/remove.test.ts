import { beforeAll, describe, expect, test } from '@jest/globals';
import { momentsOf } from '../../infra/aws/history.ts';
import { runIn } from '../handlers/cli/a-world.ts';
import { aBucket, createBucket, foreignInventory, inventoryIds, putInventory } from './actors.ts';
import { stocktake } from './command-line.ts';
import { type House, openHouse } from './house.ts';
import { weekly } from './mandates.ts';
import { whileTimePasses } from './sweeps.ts';
import { ledgerEntry } from './traces.ts';

const MINUTE = 60_000;
const second = { ...aBucket, name: 'payments-archive' };
const words = ['remove', '--rule', 'old', '--account', aBucket.account];
const both =
  'stocktake-old is on 2 buckets\n  111111111111  2\n  payments-archive, payments-orders\n';

/** Buckets that have what a rule has left behind, beside what they should have and what is somebody's own. */
async function aHouse(mandate = weekly): Promise<House> {
  const house = await openHouse({ mandate });
  for (const bucket of [aBucket, second]) {
    await createBucket(house, bucket);
    await house.clock.advance(MINUTE);
    await putInventory(house, bucket, foreignInventory);
    await putInventory(house, bucket, { ...foreignInventory, Id: 'stocktake-old' });
  }
  await house.clock.advance(MINUTE);
  return house;
}

function command(house: House, ask: undefined | (() => Promise<string>), ...more: string[]) {
  const world = { connect: async () => house.operator, ...(ask && { ask }) };
  return whileTimePasses(house, runIn(world, ...words, ...more));
}

describe('remove', () => {
  let house: House;
  beforeAll(async () => {
    house = await aHouse();
  });

  test('shows what it would do, and does nothing without a word', async () => {
    const piped = await command(house, undefined);
    const refused = await command(house, async () => 'no');
    const surprised = await command(house, undefined, '--yes', '--expect', '3');

    expect(piped).toEqual({
      code: 2,
      out: both,
      err: 'stocktake remove: nothing was removed; add --yes to remove them\n',
    });
    expect(refused).toMatchObject({ code: 2, out: both });
    expect(surprised).toMatchObject({
      code: 2,
      err: expect.stringContaining('3 expected, 2 found: nothing was removed'),
    });
    expect(await inventoryIds(house, aBucket)).toContain('stocktake-old');
  });

  test('may not, while corrections are halted or in another mode', async () => {
    await stocktake(house, 'mode', 'report');
    const reporting = await command(house, undefined, '--yes');
    await stocktake(house, 'mode', 'correct');
    await stocktake(house, 'halt');
    const halted = await command(house, undefined, '--yes');
    await stocktake(house, 'resume');

    expect(reporting).toMatchObject({
      code: 1,
      err: expect.stringContaining('the mode is report'),
    });
    expect(halted).toMatchObject({
      code: 1,
      err: expect.stringContaining('corrections are halted'),
    });
    expect(await inventoryIds(house, aBucket)).toContain('stocktake-old');
  });

  test('removes exactly that, writes it down, and has nothing to do a second time', async () => {
    await house.clock.advance(MINUTE);
    const ran = await command(house, async () => 'yes');
    const again = await command(house, undefined, '--json');

    expect(ran).toMatchObject({ code: 0, out: `${both}✓ 2 configurations removed\n` });
    for (const bucket of [aBucket, second]) {
      const left = (await inventoryIds(house, bucket)).toSorted();
      expect(left).toEqual(['stocktake-weekly', 'team-report']);
      expect(await ledgerEntry(house, bucket)).toMatchObject({ state: 'compliant', surplus: [] });
    }
    const moments = await momentsOf(house.operator, aBucket.account, aBucket.name);
    expect(moments.at(-1)).toMatchObject({
      kind: 'corrected',
      applied: [{ action: 'delete', id: 'stocktake-old' }],
    });
    expect(JSON.parse(again.out)).toMatchObject({ planned: 0, removed: 0, failed: [] });
    expect(again.code).toBe(0);
  });
});

test('what the mandate demands is not removed', async () => {
  const house = await openHouse();

  const ran = await stocktake(house, 'remove', '--rule', 'weekly', '--yes');

  expect(ran).toMatchObject({ code: 1, out: '' });
  expect(ran.err).toContain('the mandate has the rule weekly');
});

test('more than the limit need their number', async () => {
  const house = await aHouse(`${weekly}\nlimits: { deleted: 1 }\n`);

  const yes = await command(house, async () => 'yes', '--yes');
  const piped = await command(house, undefined, '--yes');
  const typed = await command(house, async () => '2\n');

  expect(yes).toMatchObject({ code: 2 });
  expect(piped).toMatchObject({ code: 2, err: expect.stringContaining('--yes --expect 2') });
  expect(typed).toMatchObject({ code: 0 });
});
