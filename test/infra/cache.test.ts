import { describe, expect, test } from '@jest/globals';
import { createCache } from '../../infra/cache.ts';

function aClock(at = 0) {
  return { time: at, now: () => clockOf.time, sleep: async () => undefined };
}
let clockOf = aClock();

function aCache(bound = 3) {
  clockOf = aClock();
  return createCache(clockOf, bound);
}

/** A load that counts how often it was asked. */
function counted(until = Number.POSITIVE_INFINITY) {
  const load = { asked: 0, run: async () => ({ value: ++load.asked, until }) };
  return load;
}

describe('createCache', () => {
  test('loads once for callers that come together', async () => {
    const cache = aCache();
    const load = counted();

    const answers = await Promise.all([cache.get('a', load.run), cache.get('a', load.run)]);

    expect(answers).toEqual([1, 1]);
  });

  test('loads again once the value is too old', async () => {
    const cache = aCache();
    let asked = 0;
    const load = async () => ({ value: ++asked, until: clockOf.time + 100 });

    await cache.get('a', load);
    clockOf.time = 100;

    expect(await cache.get('a', load)).toBe(2);
  });

  test('uses what it has just loaded, even if it is too old already', async () => {
    const cache = aCache();
    const load = counted(-1);

    expect([await cache.get('a', load.run), load.asked]).toEqual([1, 1]);
  });

  test('loads again what it was told to forget', async () => {
    const cache = aCache();
    const load = counted();

    await cache.get('a', load.run);
    cache.forget('a');

    expect(await cache.get('a', load.run)).toBe(2);
  });

  test('forgets a failure', async () => {
    const cache = aCache();
    const failing = () => Promise.reject(new Error('no'));
    const load = counted();

    await expect(cache.get('a', failing)).rejects.toThrow('no');

    expect(await cache.get('a', load.run)).toBe(1);
  });

  test('makes room by what was not used for longest', async () => {
    const cache = aCache(2);
    const [a, b, c] = [counted(), counted(), counted()];

    await cache.get('a', a.run);
    await cache.get('b', b.run);
    await cache.get('a', a.run);
    await cache.get('c', c.run);
    await cache.get('a', a.run);
    await cache.get('b', b.run);

    expect([a.asked, b.asked, c.asked]).toEqual([1, 2, 1]);
  });

  test('shows what it remembers without loading anything', async () => {
    const cache = aCache();
    const before = await cache.peek('a');
    await cache.get('a', counted(100).run);

    const remembered = await cache.peek('a');
    clockOf.time = 100;

    expect([before, remembered, await cache.peek('a')]).toEqual([undefined, 1, undefined]);
  });

  test('shows nothing of a load that fails', async () => {
    const cache = aCache();
    const failing = cache.get('a', () => Promise.reject(new Error('no')));

    const shown = cache.peek('a');

    await expect(failing).rejects.toThrow('no');
    expect(await shown).toBeUndefined();
  });
});
