import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../infra/local/service.ts';
import { aBucket, createBucket, deleteInventory, inventoryIds, requestCheck } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { twentyMilliseconds } from './latency.ts';
import { deadLetters, ledgerEntry, news, waiting } from './traces.ts';

// Two messages for one bucket at the same moment: S3 lets one of them write.

const SECOND = 1_000;

const puts = { service: 's3', operation: 'PutBucketInventoryConfiguration' };
const aborted = new AwsError(
  'OperationAborted',
  'A conflicting conditional operation is currently in progress against this resource. Please try again.',
  { status: 409 },
);

/** Both take their first look before either of them writes. */
async function collide(house: House, refusals: number): Promise<void> {
  house.organization.faults.next(refusals, puts, aborted);
  await Promise.all([createBucket(house, aBucket), requestCheck(house, aBucket)]);
}

describe('two messages for one bucket at the same moment', () => {
  test.each([
    ['one of them is refused', 1],
    ['both are', 2],
    ['both are, and again when they come back', 4],
  ])('end within half a minute when %s', async (_, refusals) => {
    const house = await openHouse({ transport: twentyMilliseconds });

    await collide(house, refusals);
    await house.clock.advance(30 * SECOND);

    expect(waiting(house)).toBe(0);
    expect(await deadLetters(house)).toEqual([]);
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
    expect((await ledgerEntry(house, aBucket)).state).toBe('compliant');
  });

  test('are told of once', async () => {
    const house = await openHouse({ transport: twentyMilliseconds });

    await collide(house, 1);
    await house.clock.advance(30 * SECOND);

    expect(news(house)).toEqual(['payments-orders compliant']);
  });

  test('tell nothing of a bucket that was compliant before and is again', async () => {
    const house = await openHouse({ transport: twentyMilliseconds });
    await createBucket(house, aBucket);
    await house.clock.advance(30 * SECOND);
    house.organization.faults.next(1, puts, aborted);

    await deleteInventory(house, aBucket, 'stocktake-weekly');
    await requestCheck(house, aBucket);
    await house.clock.advance(30 * SECOND);

    expect(news(house)).toEqual(['payments-orders compliant']);
  });
});
