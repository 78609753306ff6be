import type { AwsError } from './service.ts';

/** What befalls a call instead of its ordinary answer. */
export type Fault =
  /** The service refuses. */
  | AwsError
  /** The connection breaks before anything is done. */
  | 'reset'
  /** The call is carried out, and the connection breaks before the answer. */
  | 'lost-answer'
  /** No answer ever comes. */
  | 'hang'
  /** 403 and nothing more, as AWS answers a HEAD. */
  | 'empty-403'
  /** Success, with an error for a body. */
  | 'error-in-200';

/** Which calls: all that is named must agree. */
export interface FaultMatch {
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  /** The caller's. */
  readonly account?: string | undefined;
  readonly bucket?: string | undefined;
}

/** Failure on demand. */
export interface Faults {
  /** The next `times` calls that match end so. Several wishes for the same call are fulfilled one after the other. */
  next(times: number, match: FaultMatch, fault: Fault): void;
  /** What befalls this call; undefined for nothing. Used up by being asked for. */
  take(call: FaultMatch): Fault | undefined;
  /** Forgets all that has not happened yet. */
  clear(): void;
}

interface Wish {
  readonly match: FaultMatch;
  readonly fault: Fault;
  left: number;
}

/** No fault is ordered yet. */
export function createFaults(): Faults {
  let wishes: Wish[] = [];
  return {
    next: (times, match, fault) => void wishes.push({ match, fault, left: times }),
    take(call) {
      const wish = wishes.find(({ match }) => meets(call, match));
      if (!wish) return undefined;
      wish.left -= 1;
      wishes = wishes.filter(({ left }) => left > 0);
      return wish.fault;
    },
    clear() {
      wishes = [];
    },
  };
}

const keys = ['service', 'operation', 'account', 'bucket'] as const;

function meets(call: FaultMatch, match: FaultMatch): boolean {
  return keys.every((key) => match[key] === undefined || match[key] === call[key]);
}
