import { describe, expect, test } from '@jest/globals';
import { createWallClock } from '../../../infra/local/wall-clock.ts';

const HOUR = 3_600_000;

describe('a wall clock that skips', () => {
  test('wakes those who slept through it, in the order they were due', async () => {
    const clock = createWallClock();
    const woken: string[] = [];
    const late = clock.sleep(2 * HOUR).then(() => woken.push('late'));
    const early = clock.sleep(HOUR).then(() => woken.push('early'));

    clock.skip(3 * HOUR);
    await Promise.all([late, early]);

    expect(woken).toEqual(['early', 'late']);
  });

  test('lets the others sleep on', async () => {
    const clock = createWallClock();
    let awake = false;
    const sleeping = clock.sleep(2 * HOUR).then(() => {
      awake = true;
    });

    clock.skip(HOUR);
    await clock.sleep(0);
    const before = awake;
    clock.skip(HOUR);
    await sleeping;

    expect([before, awake]).toEqual([false, true]);
  });

  test('lets go of a sleeper for whom nobody waits any longer', async () => {
    const clock = createWallClock();
    const over = new AbortController();
    const sleeping = clock.sleep(HOUR, over.signal);

    over.abort();

    await expect(sleeping).resolves.toBeUndefined();
  });

  test('wakes those who dozed through it', async () => {
    const clock = createWallClock();
    const dozing = clock.doze(HOUR);

    clock.skip(HOUR);

    await expect(dozing).resolves.toBeUndefined();
  });

  test('keeps no process for who only dozes', () => {
    const clock = createWallClock();
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
    const before = timers();
    const over = new AbortController();

    void clock.doze(HOUR, over.signal);

    expect(timers()).toEqual(before);
    over.abort();
  });

  test('shows the time that was skipped', () => {
    const clock = createWallClock();
    const before = clock.now();

    clock.skip(HOUR);

    expect(clock.now() - before).toBeGreaterThanOrEqual(HOUR);
  });
});
