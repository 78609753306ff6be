import { describe, expect, test } from '@jest/globals';
import { concurrently } from '../../handlers/concurrently.ts';

describe('concurrently', () => {
  test('does the work for every item, once', async () => {
    const done: number[] = [];

    await concurrently([1, 2, 3, 4, 5], 2, async (item) => {
      done.push(item);
    });

    expect(done).toEqual([1, 2, 3, 4, 5]);
  });

  test('never has more under way than allowed', async () => {
    let underWay = 0;
    let most = 0;

    await concurrently(Array(50).keys(), 8, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
    });

    expect(most).toBe(8);
  });

  test('fetches items only as they are needed', async () => {
    let fetched = 0;
    async function* items() {
      for (;;) yield fetched++;
    }

    const work = concurrently(items(), 3, async (item) => {
      if (item === 10) throw new Error('enough');
    });

    await expect(work).rejects.toThrow('enough');
    expect(fetched).toBeLessThan(20);
  });

  test('passes on what the items throw', async () => {
    async function* items() {
      yield 1;
      throw new Error('no further page');
    }

    const work = concurrently(items(), 3, async () => undefined);

    await expect(work).rejects.toThrow('no further page');
  });
});
