import { expect, test } from '@jest/globals';
import type { Transport } from '../../infra/cloud.ts';
import { aBucket, createBucket } from './actors.ts';
import { openHouse } from './house.ts';
import { ending, ledgerEntry } from './traces.ts';

const HOUR = 3_600_000;

const memberRole = `arn:aws:iam::${aBucket.account}:role/stocktake/stocktake-member`;

test('a birth is written down once, however often its message comes back', async () => {
  let births = 0;
  const counting = (transport: Transport): Transport => ({
    ...transport,
    handle(request, options) {
      const isUpdate = request.headers['x-amz-target']?.endsWith('.UpdateItem');
      const text = isUpdate ? new TextDecoder().decode(request.body) : '';
      if (text.includes('SET createdAt')) births += 1;
      return transport.handle(request, options);
    },
  });
  const house = await openHouse({ transport: counting });
  house.organization.revoke(memberRole, 's3:PutInventoryConfiguration');

  await createBucket(house, aBucket);
  await house.clock.advance(2 * HOUR);

  expect(await ending(house, aBucket)).toBe('failed: denied');
  expect((await ledgerEntry(house, aBucket)).creator).toMatch(/^arn:aws:iam::111111111111:/);
  expect(births).toBe(1);
});
