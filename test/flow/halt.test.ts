import { beforeAll, describe, expect, test } from '@jest/globals';
import { setEnforcement } from '../../infra/aws/enforcement.ts';
import type { Transport } from '../../infra/cloud.ts';
import { houseTemplates } from '../../infra/local/house-templates.ts';
import type { LambdaHandler } from '../../infra/local/lambda/invoke.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { aBucket, createBucket, inventoryIds } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { deadLetters, ending, waiting, workQueue } from './traces.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Thousands of hops take a while on a busy machine. */
const PATIENCE = 300_000;

const buckets: readonly BucketRef[] = Array.from({ length: 150 }, (_, index) => ({
  ...aBucket,
  name: `payments-${index}`,
}));

/** Counts the batches that run at the same time; each takes a while, so that they meet. */
function watchBatches(house: () => House) {
  let running = 0;
  let most = 0;
  const around =
    (handler: LambdaHandler): LambdaHandler =>
    async (event, context) => {
      running += 1;
      most = Math.max(most, running);
      await house().clock.sleep(2 * SECOND);
      return handler(event, context).finally(() => {
        running -= 1;
      });
    };
  return { around, most: () => most };
}

/** Counts our function's writes to S3, of which there are more than the organization's log of calls remembers. */
function watchWrites() {
  const written: string[] = [];
  const transport = (same: Transport): Transport => ({
    ...same,
    handle(request, options) {
      if (request.method === 'PUT' || request.method === 'DELETE') {
        written.push(`${request.hostname}${request.path}`);
      }
      return same.handle(request, options);
    },
  });
  return { transport, written };
}

/**
 * As if a day had passed: what becomes of a held message is decided by its trail alone, and 150 of them hopping through a
 * whole day would be a million hops.
 */
function ageByADay(house: House): void {
  const queue = workQueue(house);
  const held = queue.messages();
  queue.purge();
  const firstSeen = new Date(house.clock.now() - DAY).toISOString();
  const attributes = {
    cause: { DataType: 'String', StringValue: 'halted' },
    attempts: { DataType: 'Number', StringValue: '2469' },
    firstSeen: { DataType: 'String', StringValue: firstSeen },
  };
  for (const { body, sender } of held) queue.send({ body, attributes, sender, delay: 30 });
}

describe('150 messages that a halt holds', () => {
  const batches = watchBatches(() => house);
  const { transport, written } = watchWrites();
  let house: House;
  let held: readonly number[];

  const counted = async () => [waiting(house), (await deadLetters(house)).length, written.length];

  beforeAll(async () => {
    house = await openHouse({ around: batches.around, transport });
    await setEnforcement(house.operator, 'halted');
    for (const bucket of buckets) await createBucket(house, bucket);
    await house.clock.advance(20 * SECOND);
    ageByADay(house);
    await house.clock.advance(40 * SECOND);
    held = await counted();
    await setEnforcement(house.operator, 'correct');
    await house.clock.advance(2 * MINUTE);
  }, PATIENCE);

  test('all wait, a day later too, and nothing is written', () => {
    expect(held).toEqual([150, 0, 0]);
  });

  test('are all done two minutes after the halt is lifted, each once', async () => {
    const ids = await Promise.all(buckets.map((bucket) => inventoryIds(house, bucket)));

    expect(await counted()).toEqual([0, 0, 150]);
    expect(new Set(written).size).toBe(150);
    expect(new Set(ids.flat())).toEqual(new Set(['stocktake-weekly']));
  });

  test('are worked off by as many batches at a time as the template allows, and no more', () => {
    const { MaximumConcurrency } = houseTemplates().hub.parameters;

    expect(batches.most()).toBe(MaximumConcurrency?.Default);
  });
});

describe('a message that a halt holds for a day', () => {
  test(
    'is still there, and done 75 seconds after the halt is lifted',
    async () => {
      const house = await openHouse();
      await setEnforcement(house.operator, 'halted');
      await createBucket(house, aBucket);
      await house.clock.advance(DAY);
      const before = [await ending(house, aBucket), waiting(house), await deadLetters(house)];

      await setEnforcement(house.operator, 'correct');
      await house.clock.advance(75 * SECOND);

      expect(before).toEqual(['deferred: halted', 1, []]);
      expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
    },
    PATIENCE,
  );
});
