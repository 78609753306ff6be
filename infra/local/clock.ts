import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { createHeap, type Heap } from './heap.ts';

/** A clock that stands still until it is told to move. */
export interface LocalClock extends Clock {
  /** Lets `ms` milliseconds pass: who slept through them wakes, one by one in order, each with all that follows from it. */
  advance(ms: number): Promise<void>;
  /**
   * Lets time pass until nobody sleeps any more, at most `limit` milliseconds (a day).
   * What waits for ever, such as the retries of a broken target, is cut off by the limit.
   */
  runUntilIdle(limit?: number): Promise<void>;
  /** Time stands still until `work` has settled. For work that does not itself sleep by this clock. */
  track<Result>(work: Promise<Result>): Promise<Result>;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
  cancelled: boolean;
}

const DAY_MS = 86_400_000;

/** In-memory streams and databases go on with `setImmediate`; so many idle turns of the loop mean that nothing follows. */
const QUIET_TURNS = 8;

/**
 * A clock for tests and simulations, standing at `startMs` milliseconds since the epoch.
 * An hour of back-off passes in a millisecond, and the same run is the same run, because timers fire strictly one after
 * the other: the next one waits until everything that the last one set off has come to rest.
 */
export function createVirtualClock(startMs: number): LocalClock {
  const sleepers = createHeap<Sleeper>(({ due }) => due);
  const quiet = createQuiet();
  let now = startMs;
  let moving: Promise<void> = Promise.resolve();

  /** Wakes all that are due by `until`, and says whether anybody still sleeps. */
  async function wakeUntil(until: number): Promise<void> {
    await quiet.settled();
    for (let next = nextSleeper(sleepers); next && next.due <= until; ) {
      sleepers.pop();
      now = Math.max(now, next.due);
      next.wake();
      await quiet.settled();
      next = nextSleeper(sleepers);
    }
  }

  /** Two callers that move the clock at once move it one after the other. */
  function move(step: () => Promise<void>): Promise<void> {
    moving = moving.then(step);
    return moving;
  }

  return {
    now: () => now,
    // Whole milliseconds, as the machine's clock has them: times are written down and read again as such.
    sleep: (ms, signal) => park(sleepers, now + Math.max(0, Math.ceil(ms)), signal),
    track: quiet.track,
    advance: (ms) =>
      move(async () => {
        const until = now + ms;
        await wakeUntil(until);
        now = until;
      }),
    runUntilIdle: (limit = DAY_MS) => move(() => wakeUntil(now + limit)),
  };
}

function park(sleepers: Heap<Sleeper>, due: number, signal: AbortSignal | undefined) {
  return new Promise<void>((resolve) => {
    const sleeper: Sleeper = { due, wake, cancelled: false };
    sleepers.push(sleeper);
    const cancel = () => {
      sleeper.cancelled = true;
      resolve();
    };
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
    function wake() {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }
  });
}

/** The first that really sleeps: cancelled ones stay in the heap until they come to its top. */
function nextSleeper(sleepers: Heap<Sleeper>): Sleeper | undefined {
  while (sleepers.peek()?.cancelled) sleepers.pop();
  return sleepers.peek();
}

function createQuiet() {
  let inFlight = 0;
  let turns = 0;

  async function track<Result>(work: Promise<Result>): Promise<Result> {
    inFlight += 1;
    try {
      return await work;
    } finally {
      inFlight -= 1;
      turns = 0;
    }
  }

  /** Between two turns all promises and ticks run, so only work that waits for the loop itself needs counting. */
  async function settled(): Promise<void> {
    for (turns = 0; turns < QUIET_TURNS; turns += 1) {
      await setImmediate();
      if (inFlight > 0 || isReadingFiles()) turns = -1;
    }
  }

  return { track, settled };
}

/** A module on its first import, or a mandate being read: work of the thread pool that no promise of ours stands for. */
function isReadingFiles(): boolean {
  return process.getActiveResourcesInfo().some((resource) => /^(FSReq|CloseReq)/.test(resource));
}
