import type { Run } from '../run.ts';

/** Whoever drives a sweep: says how long a step may go on, and is told how it goes. */
export interface Watch {
  /** Whether there is time for another page. */
  readonly hasTime: () => boolean;
  /** Called after each bucket. */
  readonly told: (run: Run) => void;
  /** Called for each item of the ledger of which nobody can tell what bucket it is of. */
  readonly skipped: (account: string, key: string) => void;
}
