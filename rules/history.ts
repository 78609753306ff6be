import type { Cause } from './cause.ts';
import { type Outcome, type State, stateOf } from './outcome.ts';
import type { Change } from './plan.ts';

/** What makes a moment in the life of a bucket worth remembering. */
export const historyKinds = ['created', 'corrected', 'changed', 'state', 'deleted'] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** A change that was made to a bucket by us. */
export interface AppliedChange {
  readonly action: Change['action'];
  /** The configuration's, which names its rule. */
  readonly id: string;
  /** What differed from the mandate. */
  readonly why: string;
}

/** One such moment. What is not known of it is absent. */
export interface Moment {
  readonly kind: HistoryKind;
  /** Milliseconds since the epoch: the event's own time of a birth and a deletion, else when the facts were read. */
  readonly at: number;
  /** The state from then on, and the one before. */
  readonly state?: State | undefined;
  readonly before?: State | undefined;
  readonly cause?: Cause | undefined;
  readonly reason?: string | undefined;
  readonly applied: readonly AppliedChange[];
  /** Digest of the mandate by which the bucket was judged. */
  readonly mandate?: string | undefined;
  /** ARN of whoever made the call that led to it, as the event tells: text of somebody else. */
  readonly actor?: string | undefined;
  /** Of the first moment of a bucket: its birth, in milliseconds since the epoch, and who created it. */
  readonly createdAt?: number | undefined;
  readonly creator?: string | undefined;
}

/** What counts of what the ledger knew before. */
export interface KnownBefore {
  readonly state?: State | undefined;
  readonly cause?: Cause | undefined;
  readonly reason?: string | undefined;
  readonly configuration?: string | undefined;
  readonly awaits?: number | undefined;
  readonly createdAt?: number | undefined;
  readonly deletedAt?: number | undefined;
  readonly creator?: string | undefined;
}

/** What counts of what a run has found. */
export interface FoundNow {
  readonly outcome: Outcome;
  readonly observedAt: number;
  readonly cause?: Cause | undefined;
  readonly reason?: string | undefined;
  readonly configuration?: string | undefined;
  readonly awaits?: number | undefined;
  readonly mandate?: string | undefined;
  readonly actor?: string | undefined;
  readonly changes?: readonly Change[] | undefined;
}

/** Long enough to say what was wrong; AWS's own words can be longer. */
const REASON_AT_MOST = 500;

/**
 * What a run found that is worth remembering; undefined of a bucket that is as it was. A mark of a sweep that will correct the
 * bucket is nothing yet: the correction is.
 */
export function momentOf(known: KnownBefore, found: FoundNow): Moment | undefined {
  if (found.awaits !== undefined) return undefined;
  const applied = appliedIn(found);
  const kind = kindOf(known, found, applied.length > 0);
  if (!kind) return undefined;
  const state = stateOf(found.outcome);
  const isFirst = !isJudged(known) || known.awaits !== undefined;
  return {
    kind,
    at: found.observedAt,
    state,
    before: known.state,
    cause: found.cause,
    reason: found.reason?.slice(0, REASON_AT_MOST),
    applied,
    mandate: found.mandate,
    actor: found.actor,
    ...(isFirst && { createdAt: known.createdAt, creator: known.creator }),
  };
}

function kindOf(known: KnownBefore, found: FoundNow, corrected: boolean): HistoryKind | undefined {
  if (stateOf(found.outcome) === 'gone') return wasThere(known) ? 'deleted' : undefined;
  if (corrected) return 'corrected';
  if (isOtherwise(known, found)) return 'state';
  return isChanged(known, found) ? 'changed' : undefined;
}

/** What was never there, as far as anybody knows, cannot go. */
function wasThere({ state, createdAt, deletedAt }: KnownBefore): boolean {
  if (state !== undefined) return state !== 'gone';
  return createdAt !== undefined || deletedAt !== undefined;
}

function isJudged({ state }: KnownBefore): boolean {
  return state !== undefined && state !== 'gone';
}

/** An exemption that takes the place of another is news; that AWS words a refusal differently is none. */
function isOtherwise(known: KnownBefore, { outcome, cause, reason }: FoundNow): boolean {
  const state = stateOf(outcome);
  if (known.state !== state || known.cause !== cause) return true;
  return state === 'exempt' && known.reason !== reason;
}

/** Whether somebody has changed configurations of ours, and they were left so. */
function isChanged({ configuration }: KnownBefore, found: FoundNow): boolean {
  if (found.configuration === undefined || configuration === undefined) return false;
  return found.configuration !== configuration;
}

function appliedIn({ changes = [] }: FoundNow): AppliedChange[] {
  return changes
    .filter(({ permitted }) => permitted)
    .map(({ action, id, reasons }) => ({
      action,
      id,
      why: reasons.join('; ').slice(0, REASON_AT_MOST),
    }));
}
