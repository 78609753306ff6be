import { setTimeout as realTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createVirtualClock } from '../../../infra/local/clock.ts';

describe('createVirtualClock', () => {
  test('stands still until it is told to move', async () => {
    const clock = createVirtualClock(1_000);

    await realTimeout(5);

    expect(clock.now()).toBe(1_000);
  });

  test('wakes sleepers in order of time, equals in order of coming', async () => {
    const clock = createVirtualClock(0);
    const woken: string[] = [];
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms);
      woken.push(`${name} ${clock.now()}`);
    };
    void sleeper('late', 20);
    void sleeper('first', 10);
    void sleeper('second', 10);

    await clock.advance(20);

    expect(woken).toEqual(['first 10', 'second 10', 'late 20']);
  });

  test('lets all that follows from a sleeper happen before it wakes the next', async () => {
    const clock = createVirtualClock(0);
    const happened: string[] = [];
    const longWinded = async () => {
      await clock.sleep(10);
      for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setImmediate(done));
      happened.push(`consequence at ${clock.now()}`);
    };
    const next = async () => {
      await clock.sleep(11);
      happened.push('next');
    };
    void longWinded();
    void next();

    await clock.advance(20);

    expect(happened).toEqual(['consequence at 10', 'next']);
  });

  test('stops at the time it was told, whoever still sleeps', async () => {
    const clock = createVirtualClock(0);
    let isAwake = false;
    void clock.sleep(100).then(() => {
      isAwake = true;
    });

    await clock.advance(99);

    expect([clock.now(), isAwake]).toEqual([99, false]);
  });

  test('stands still while tracked work is in flight', async () => {
    const clock = createVirtualClock(0);
    const seen: number[] = [];
    const work = async () => {
      await clock.sleep(10);
      await clock.track(realTimeout(20));
      seen.push(clock.now());
    };
    void work();
    void clock.sleep(11);

    await clock.advance(100);

    expect(seen).toEqual([10]);
  });

  test('runs until nobody sleeps any more', async () => {
    const clock = createVirtualClock(0);
    const hops = async () => {
      for (let hop = 0; hop < 4; hop += 1) await clock.sleep(900_000);
    };
    void hops();

    await clock.runUntilIdle();

    expect(clock.now()).toBe(3_600_000);
  });

  test('does not run beyond its limit', async () => {
    const clock = createVirtualClock(0);
    const forEver = async () => {
      for (;;) await clock.sleep(60);
    };
    void forEver();

    await clock.runUntilIdle(1_000);

    expect(clock.now()).toBe(960);
  });

  test('forgets a sleeper that nobody waits for', async () => {
    const clock = createVirtualClock(0);
    const enough = new AbortController();
    const sleeping = clock.sleep(1_000, enough.signal);

    enough.abort();
    await sleeping;
    await clock.runUntilIdle();

    expect(clock.now()).toBe(0);
  });

  test('moves one caller after the other', async () => {
    const clock = createVirtualClock(0);

    await Promise.all([clock.advance(10), clock.advance(5)]);

    expect(clock.now()).toBe(15);
  });
});
