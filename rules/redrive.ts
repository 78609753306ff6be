import type { Cause } from './cause.ts';
import type { Spot } from './incident.ts';
import type { Hit } from './incident-event.ts';

/** Which troubles somebody wants tried again; what is left out is no condition. */
export interface RedriveFilter {
  readonly cause?: Cause | undefined;
  /** An empty list stands for all. */
  readonly accounts: readonly string[];
  /** Milliseconds since the epoch: only what began before. */
  readonly before?: number | undefined;
}

/** Of a dead letter what a filter asks for. */
interface LetterFacts {
  readonly cause: Cause;
  /** Milliseconds since the epoch. */
  readonly firstSeen: number;
  readonly about: { readonly account?: string };
}

/** Whether a dead letter is meant. One that names no account is nobody's in particular. */
export function isLetterWanted(filter: RedriveFilter, letter: LetterFacts): boolean {
  const { cause, firstSeen, about } = letter;
  return (
    (filter.cause === undefined || filter.cause === cause) &&
    isAccountWanted(filter, about.account) &&
    isOldEnough(filter, firstSeen)
  );
}

/** Whether an incident may hit buckets that are meant: if not, nobody needs to ask which. */
export function isSpotWanted(filter: RedriveFilter, { cause, account }: Spot): boolean {
  if (filter.cause !== undefined && filter.cause !== cause) return false;
  return account === undefined || isAccountWanted(filter, account);
}

/**
 * Whether a bucket of such an incident is to be checked. Whoever waits has a message in the work queue and comes back by
 * himself; only who names the cause is sure that it is over, and wants all of its buckets tried now.
 *
 * | the bucket | its cause is not named | its cause is named |
 * |------------|------------------------|--------------------|
 * | has failed | checked                | checked            |
 * | waits      | left alone             | checked            |
 */
export function isHitWanted(filter: RedriveFilter, hit: Hit): boolean {
  const { state, account, since } = hit;
  if (!isAccountWanted(filter, account) || !isOldEnough(filter, since)) return false;
  return state === 'failed' || (state === 'deferred' && filter.cause !== undefined);
}

function isAccountWanted({ accounts }: RedriveFilter, account: string | undefined): boolean {
  return accounts.length === 0 || (account !== undefined && accounts.includes(account));
}

function isOldEnough({ before }: RedriveFilter, began: number | undefined): boolean {
  return before === undefined || (began !== undefined && began <= before);
}
