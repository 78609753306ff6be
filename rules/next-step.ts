import { type Cause, causes, type Ending, type Retry } from './cause.ts';

/** Waiting for these is no sign of trouble: what comes after them has its patience to itself. */
const waits: readonly Cause[] = ['role-not-ready', 'halted'];

/** Whether a message that fails for one cause after another has been in trouble all the time. */
export function isSameTrouble(before: Cause, now: Cause): boolean {
  return before === now || !(waits.includes(before) || waits.includes(now));
}

/** Whether two causes are retried alike, so that one's attempts count for the other. */
export function isRetriedAlike(a: Cause, b: Cause): boolean {
  return causes[a].retry === causes[b].retry;
}

export interface Setback {
  readonly cause: Cause;
  /** How often this cause has been met in a row, this time included. */
  readonly attempts: number;
  /** Milliseconds since the epoch: when this cause was met first. */
  readonly firstSeen: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Evenly distributed in [0, 1). */
  readonly random: () => number;
  /** Seconds after which AWS asked to be called again. */
  readonly retryAfter?: number | undefined;
}

export type Step =
  | { readonly retry: 'later' /** Whole seconds, 1 to 900. */; readonly delay: number }
  | { readonly retry: 'never'; readonly ends: Ending };

/** Seconds: whatever goes wrong in turn, in a day somebody hears of it. */
const TROUBLED_AT_MOST = 86_400;

/** SQS delays a message by 15 minutes at most (facts G.1). */
const LONGEST_HOP = 900;

/**
 * What to do after a setback: come back after a delay, or end because the cause has no retry or its patience is spent.
 * The last delay is cut so that the last try falls on the end of the patience, not beyond it.
 */
export function nextStep(setback: Setback): Step {
  const { retry, ends } = causes[setback.cause];
  if (retry === 'none') return { retry: 'never', ends };
  const left = patienceLeft(retry, setback);
  if (left <= 0) return { retry: 'never', ends };
  const delay = Math.max(jittered(retry, setback), setback.retryAfter ?? 0);
  return { retry: 'later', delay: within(1, Math.ceil(Math.min(delay, left)), LONGEST_HOP) };
}

/** In seconds. */
function patienceLeft({ patience }: Retry, { attempts, firstSeen, now }: Setback): number {
  if (patience === 'endless') return Number.POSITIVE_INFINITY;
  if ('seconds' in patience) return patience.seconds - (now - firstSeen) / 1_000;
  // Or two causes in turn, each with its attempts, would never end.
  return attempts < patience.attempts ? TROUBLED_AT_MOST - (now - firstSeen) / 1_000 : 0;
}

function jittered({ least, first, cap }: Retry, { attempts, random }: Setback): number {
  const most = Math.min(cap, first * 2 ** (attempts - 1));
  return least + random() * (most - least);
}

function within(least: number, value: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
