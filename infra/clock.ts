/** Time and chance, handed in so that a test can let an hour pass in a millisecond and a seeded run repeats itself. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves `ms` milliseconds later, by this clock. An aborted `signal` says that nobody waits any longer: it may then resolve early. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Uniform in [0, 1). */
export type Random = () => number;

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
