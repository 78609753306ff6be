import { describe, expect, test } from '@jest/globals';
import { setEnforcement } from '../../infra/aws/enforcement.ts';
import type { Transport } from '../../infra/cloud.ts';
import { AwsError } from '../../infra/local/service.ts';
import {
  aBucket,
  createBucket,
  deleteBucket,
  foreignInventory,
  inventoryIds,
  putInventory,
  requestCheck,
} from './actors.ts';
import { type House, openHouse } from './house.ts';
import { pruning, weeklyAndDaily } from './mandates.ts';
import {
  deadLetters,
  ending,
  ledgerEntry,
  news,
  ourCalls,
  ourWrites,
  post,
  waiting,
} from './traces.ts';

const MINUTE = 60_000;

const neighbour = { account: '444444444444', region: 'us-east-1', name: 'dev-load-test' };

/** Long enough for every function to have noticed. */
async function turnTo(house: House, text: Parameters<typeof setEnforcement>[1]): Promise<void> {
  await setEnforcement(house.operator, text);
  await house.clock.advance(MINUTE);
}

describe('in mode report', () => {
  test('nothing is written to any bucket, and what differs is told as drifted', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'report');

    await createBucket(house, aBucket);
    await createBucket(house, neighbour);
    await house.clock.advance(20 * MINUTE);

    expect(ourWrites(house)).toEqual([]);
    expect([await ending(house, aBucket), await ending(house, neighbour)]).toEqual([
      'drifted',
      'drifted',
    ]);
    expect(news(house).toSorted()).toEqual(['dev-load-test drifted', 'payments-orders drifted']);
    expect(waiting(house)).toBe(0);
  });

  test('the ledger says why', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'report');

    await createBucket(house, aBucket);
    await house.organization.settle();

    const { reason } = await ledgerEntry(house, aBucket);
    expect(reason).toBe('the mode is report: nothing is corrected');
  });

  test('nothing is removed either, where the mandate says prune', async () => {
    const house = await openHouse({ mandate: pruning });
    await createBucket(house, aBucket);
    await house.organization.settle();
    await turnTo(house, 'report');
    const [ours] = await inventoryIds(house, aBucket);
    const before = ourWrites(house);

    await putInventory(house, aBucket, { ...foreignInventory, Id: 'stocktake-of-old' });
    await house.organization.settle();

    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-of-old', ours]);
    expect(ourWrites(house)).toEqual(before);
    expect(await ending(house, aBucket)).toBe('drifted');
  });

  test('a bucket that is as the mandate wants it is compliant', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();
    await turnTo(house, 'report');

    await requestCheck(house, aBucket);
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('compliant');
  });

  test('ends with the mode: the next event corrects, and the reason is gone', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'report');
    await createBucket(house, aBucket);
    await house.organization.settle();

    await turnTo(house, 'correct');
    await requestCheck(house, aBucket);
    await house.organization.settle();

    const { outcome, reason } = await ledgerEntry(house, aBucket);
    expect([outcome, reason]).toEqual(['corrected', undefined]);
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  });
});

describe('a mode that changes between two writes of a run', () => {
  /** After our first write it takes a while until the answer comes. */
  function slowOnce(house: () => House): (transport: Transport) => Transport {
    let isSlow = true;
    return (transport) => ({
      ...transport,
      async handle(request, options) {
        const answer = await transport.handle(request, options);
        if (!isSlow || request.method !== 'PUT') return answer;
        isSlow = false;
        await setEnforcement(house().operator, 'report');
        await house().clock.sleep(31_000);
        return answer;
      },
    });
  }

  test('holds the second back, and the bucket is planned anew', async () => {
    const transport = slowOnce(() => house);
    const house: House = await openHouse({ mandate: weeklyAndDaily, transport });

    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE / 2);
    await house.clock.advance(2_000);
    const first = await ledgerEntry(house, aBucket);
    await house.clock.advance(MINUTE);

    expect(first).toMatchObject({
      cause: 'halted',
      reason: 'the mode has become report meanwhile',
    });
    expect(await ending(house, aBucket)).toBe('drifted');
    expect(ourWrites(house)).toEqual(['PutBucketInventoryConfiguration payments-orders']);
  });
});

describe('in mode off', () => {
  test('no bucket is looked at, and no message waits', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'off');

    await createBucket(house, aBucket);
    await requestCheck(house, neighbour);
    await house.organization.settle();

    const services = new Set(ourCalls(house).map(({ service }) => service));
    expect([services.has('s3'), services.has('sts')]).toEqual([false, false]);
    expect([waiting(house), await deadLetters(house), news(house)]).toEqual([0, [], []]);
  });

  test('a birth and its creator are noted all the same', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'off');

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await ledgerEntry(house, aBucket)).toMatchObject({
      state: undefined,
      creator: 'arn:aws:iam::111111111111:root',
      createdAt: expect.any(Number),
    });
  });

  test('a deletion is noted all the same', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();
    await turnTo(house, 'off');

    await deleteBucket(house, aBucket);
    await house.organization.settle();

    const { deletedAt, createdAt } = await ledgerEntry(house, aBucket);
    expect([deletedAt, createdAt]).toEqual([expect.any(Number), undefined]);
  });

  test('a message that waits for something else is dropped when it comes back', async () => {
    const house = await openHouse();
    const newcomer = { ...aBucket, account: '666666666666', name: 'newcomer-first' };
    await createBucket(house, newcomer);
    await house.organization.settle();
    const before = waiting(house);

    await setEnforcement(house.operator, 'off');
    await house.clock.advance(20 * MINUTE);

    expect([before, waiting(house), await deadLetters(house)]).toEqual([1, 0, []]);
  });

  test('a birth that cannot be noted waits until it can', async () => {
    const house = await openHouse();
    const internal = new AwsError('InternalServerError', 'Internal error', { status: 500 });
    await setEnforcement(house.operator, 'off');
    house.organization.faults.next(1_000, { service: 'dynamodb' }, internal);
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);
    const before = waiting(house);

    house.organization.faults.clear();
    await house.clock.advance(10 * MINUTE);

    expect([before, waiting(house)]).toEqual([1, 0]);
    expect((await ledgerEntry(house, aBucket)).creator).toBe('arn:aws:iam::111111111111:root');
  });

  test('what cannot be read is a dead letter as ever', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'off');

    post(house, 'nonsense');
    await house.organization.settle();

    expect(await deadLetters(house)).toMatchObject([{ cause: 'malformed-message' }]);
  });

  test('ends with the mode: the next event corrects, and the creator is known', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'off');
    await createBucket(house, aBucket);
    await house.organization.settle();

    await turnTo(house, 'correct');
    await requestCheck(house, aBucket);
    await house.organization.settle();

    expect(await ledgerEntry(house, aBucket)).toMatchObject({
      outcome: 'corrected',
      creator: 'arn:aws:iam::111111111111:root',
    });
  });
});

describe('the emergency stop over a mode', () => {
  test.each(['report', 'off'] as const)(
    'holds everything, and lets %s have it afterwards',
    async (mode) => {
      const house = await openHouse();
      await setEnforcement(house.operator, `halted ${mode}`);
      await createBucket(house, aBucket);
      await house.clock.advance(10 * MINUTE);
      const held = [await ending(house, aBucket), waiting(house)];

      await setEnforcement(house.operator, mode);
      await house.clock.advance(75_000);

      expect(held).toEqual(['deferred: halted', 1]);
      expect([waiting(house), ourWrites(house)]).toEqual([0, []]);
    },
  );
});
