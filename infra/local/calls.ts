/** One call as the access log keeps it. */
export interface CallRecord {
  readonly service: string;
  readonly operation: string;
  /** The caller's. */
  readonly account: string;
  readonly region: string;
  readonly bucket?: string | undefined;
  readonly expectedOwner?: string | undefined;
  /** ARN. */
  readonly caller: string;
  /** Which attempt of the client this was: 1 for the first. */
  readonly attempt: number;
  /** HTTP's; 0 for a call that got no answer. */
  readonly status: number;
  readonly errorCode?: string | undefined;
  /** Whole, even where the answer to a HEAD request keeps it to itself. */
  readonly errorMessage?: string | undefined;
  /** Milliseconds since the epoch, by the organization's clock. */
  readonly at: number;
}

/** The access log: every call that was understood, for tests and demonstrations to look into. */
export interface Calls {
  /** How many there were, the forgotten ones included. */
  readonly total: number;
  /** The latest, oldest first. */
  latest(): readonly CallRecord[];
  note(record: CallRecord): void;
}

const KEPT = 10_000;

/** @param kept how many calls are remembered. */
export function createCalls(kept = KEPT): Calls {
  const ring: CallRecord[] = [];
  let total = 0;
  return {
    get total() {
      return total;
    },
    latest: () => {
      const oldest = total % kept;
      return total <= kept ? [...ring] : [...ring.slice(oldest), ...ring.slice(0, oldest)];
    },
    note(record) {
      ring[total % kept] = record;
      total += 1;
    },
  };
}
