import type { GroundClock } from './service.ts';

/** The machine's clock, which can be told to skip ahead: a demonstration need not wait for a back-off. */
export interface WallClock extends GroundClock {
  /** Lets `ms` milliseconds pass at once; whoever slept through them wakes. */
  skip(ms: number): void;
  doze(ms: number, signal?: AbortSignal): Promise<void>;
}

interface Sleeper {
  readonly isIdle: boolean;
  readonly due: number;
  readonly wake: () => void;
  timer: NodeJS.Timeout;
}

/**
 * A clock that runs with the machine's until it is told to skip.
 *
 * @param behind milliseconds that it is late at first: whoever means to skip as much ends up at the right time.
 */
export function createWallClock(behind = 0): WallClock {
  const sleepers = new Set<Sleeper>();
  let skipped = -behind;
  const now = () => Date.now() + skipped;

  function rest(ms: number, isIdle: boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const due = now() + ms;
      const sleeper: Sleeper = { isIdle, due, wake, timer: timerFor({ isIdle, wake }, ms) };
      sleepers.add(sleeper);
      if (signal?.aborted) wake();
      else signal?.addEventListener('abort', wake, { once: true });
      function wake() {
        clearTimeout(sleeper.timer);
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      }
    });
  }

  function skip(ms: number): void {
    skipped += ms;
    const inOrder = [...sleepers].sort((a, b) => a.due - b.due);
    for (const sleeper of inOrder) {
      clearTimeout(sleeper.timer);
      sleeper.timer = timerFor(sleeper, Math.max(0, sleeper.due - now()));
    }
  }

  return {
    now,
    sleep: (ms, signal) => rest(ms, false, signal),
    doze: (ms, signal) => rest(ms, true, signal),
    skip,
  };
}

function timerFor({ isIdle, wake }: Pick<Sleeper, 'isIdle' | 'wake'>, ms: number): NodeJS.Timeout {
  const timer = setTimeout(wake, ms);
  return isIdle ? timer.unref() : timer;
}
