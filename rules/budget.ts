import type { Cause } from './cause.ts';

/** What an account may still spend on runs that fall short, a token each. Runs that get through cost nothing. */
export interface Budget {
  readonly tokens: number;
  /** Milliseconds since the epoch: when there were so many. */
  readonly at: number;
  /** Runs of the account that have not ended. */
  readonly running: number;
  /** Milliseconds since the epoch: until when the turns of messages that were put off are given out. */
  readonly booked: number;
}

/** Two whole batches: no account notices that has trouble with a handful of buckets. */
const BURST = 20;
/** Tokens a second. A process fails at about fifty messages a second: trouble in one account takes a tenth of it at most. */
const REFILL = 5;
/** Turns a second. What is left of the refill is for messages that nobody put off: a new bucket need not queue. */
const TURNS = 4;
/** What has failed before comes second: the last of the tokens are for messages that may yet turn out to be healthy. */
const KEPT_FOR_NEWCOMERS = BURST / 2;
/** The first turn is not at once, or it would be one more message in the flood. */
const FIRST_TURN_MS = 5_000;
/** With the jitter, the longest delay is that which SQS allows: 15 minutes (facts G.1). */
const LAST_TURN_MS = 600_000;

/** What hits every account alike is no account's doing. */
const nobodys: readonly Cause[] = ['halted', 'unreadable', 'malformed-message'];

/** The budget of an account that has not been in trouble. */
export function freshBudget(now: number): Budget {
  return { tokens: BURST, at: now, running: 0, booked: now };
}

/** The budget once a run has begun. */
export function begun(budget: Budget): Budget {
  return { ...budget, running: budget.running + 1 };
}

/** The budget once a run has ended; `cause` is why it fell short, if it did. */
export function ended(budget: Budget, cause: Cause | undefined, now: number): Budget {
  const running = Math.max(0, budget.running - 1);
  const price = cause && !nobodys.includes(cause) ? 1 : 0;
  return { ...budget, running, tokens: Math.max(0, tokensAt(budget, now) - price), at: now };
}

/**
 * Whether a message has to wait because others of its account have failed. While none has lately, nobody waits; then every
 * run under way counts as one that may fail, or all would pass on the same token.
 *
 * @param hasFailed whether it is one of those that failed.
 */
export function isSpent(budget: Budget, hasFailed: boolean, now: number): boolean {
  const tokens = tokensAt(budget, now);
  if (tokens === BURST) return false;
  return tokens - budget.running < 1 + (hasFailed ? KEPT_FOR_NEWCOMERS : 0);
}

/**
 * Puts a message off: turns are given out one after the other, as fast as tokens come in, so that it is not put off again and
 * again. When all are taken it comes back at any time in the last of them.
 *
 * @returns the delay in whole seconds, 1 to 900, jittered by half; and the budget with the turn taken.
 */
export function putOff(
  budget: Budget,
  { now, random }: { readonly now: number; readonly random: () => number },
): { readonly delay: number; readonly budget: Budget } {
  const turn = Math.max(budget.booked + 1_000 / TURNS, now + FIRST_TURN_MS);
  const booked = Math.min(turn, now + LAST_TURN_MS);
  const delay = Math.ceil(((booked - now) / 1_000) * (0.5 + random()));
  return { delay, budget: { ...budget, booked } };
}

function tokensAt({ tokens, at }: Budget, now: number): number {
  return Math.min(BURST, tokens + ((now - at) / 1_000) * REFILL);
}
