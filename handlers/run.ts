import type { Failure } from '../infra/aws/failure.ts';
import type { BucketEntry, Observation } from '../infra/aws/ledger-item.ts';
import type { Trail } from '../infra/aws/queue.ts';
import type { BucketRef } from '../rules/bucket.ts';
import { type Cause, nextStep } from '../rules/cause.ts';
import { outcomeOf } from '../rules/outcome.ts';
import type { Change } from '../rules/plan.ts';
import type { BucketPlan } from './plan.ts';

/** How one run for one bucket ended, and what becomes of its message. */
export interface Run extends Observation {
  readonly bucket: BucketRef;
  /** What differed from the mandate before; those that are `permitted` were applied. */
  readonly changes: readonly Change[];
  readonly failure?: Failure;
  readonly next: Next;
  /** What the message has been through by now; absent when nothing failed. */
  readonly trail?: Trail;
  /** The region the bucket turned out to be in. */
  readonly elsewhere?: string;
}

type Next =
  | { readonly do: 'nothing' }
  | { readonly do: 'come-back'; readonly delay: number }
  | { readonly do: 'bury' };

export interface History {
  readonly trail?: Trail | undefined;
  readonly known?: BucketEntry | undefined;
  /** The event says that the bucket was deleted: that it is not there is no riddle then. */
  readonly deleted?: boolean | undefined;
  /** Set on the second try after an answer that named another region: there is no third. */
  readonly redirected?: boolean | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly random: () => number;
}

/** Longer than S3 has ever been seen to hide a new bucket. */
const YOUNG_MS = 600_000;

/** The ending of a run that got through: `after` is `before` itself when there was nothing to apply. */
export function concluded(before: BucketPlan, after: BucketPlan, history: History): Run {
  const outcome = outcomeOf(after.judgement, after.plan, after !== before);
  // What was put does not show: somebody else keeps changing it, or S3 has not caught up.
  if (outcome === 'deferred') {
    const message = 'the inventories do not show what was put';
    return fallenShort(after.bucket, { cause: 'conflict', message }, history);
  }
  return {
    bucket: after.bucket,
    outcome,
    observedAt: after.observedAt,
    rules: after.judgement.rules.flatMap(({ rule, applies }) => (applies === true ? rule : [])),
    surplus: after.plan.surplus,
    reason: reasonOf(after.judgement),
    changes: before.plan.changes,
    next: { do: 'nothing' },
  };
}

/** Why nothing is wanted of a bucket, where the outcome alone does not say. */
function reasonOf({ standing, reason, exemption }: BucketPlan['judgement']): string | undefined {
  if (standing !== 'exempt' || !exemption) return reason;
  return `${exemption.reason} (${exemption.owner}, until ${exemption.expires})`;
}

/** The ending of a run that met a failure: later, never, or not at all because the bucket is gone. */
export function fallenShort(bucket: BucketRef, failure: Failure, history: History): Run {
  const cause = isYoung(history) && failure.cause === 'gone' ? 'not-yet-visible' : failure.cause;
  if (cause === 'gone')
    return ending(bucket, history, { outcome: 'gone', next: { do: 'nothing' } });
  const elsewhere = failure.region !== bucket.region ? failure.region : undefined;
  if (cause === 'wrong-region' && elsewhere && !history.redirected) {
    return ending(bucket, history, { outcome: 'deferred', next: { do: 'nothing' }, elsewhere });
  }
  const trail = trailOf(cause, history);
  const step = nextStep({ ...trail, ...history, ...failure, cause });
  const known = { failure, cause, trail };
  if (step.retry === 'later') {
    const next: Next = { do: 'come-back', delay: step.delay };
    return ending(bucket, history, { ...known, outcome: 'deferred', next });
  }
  if (step.ends === 'gone')
    return ending(bucket, history, { outcome: 'gone', next: { do: 'nothing' } });
  const next: Next = { do: step.ends === 'dead-letter' ? 'bury' : 'nothing' };
  return ending(bucket, history, { ...known, outcome: 'failed', next });
}

function ending(
  bucket: BucketRef,
  { now, known }: History,
  how: Pick<Run, 'outcome' | 'next' | 'failure' | 'cause' | 'trail' | 'elsewhere'>,
): Run {
  const { rules = [], surplus = [] } = how.outcome === 'gone' ? {} : (known ?? {});
  return {
    bucket,
    observedAt: now,
    rules,
    surplus,
    changes: [],
    reason: how.failure?.message,
    ...how,
  };
}

function isYoung({ known, deleted, now }: History): boolean {
  return !deleted && known?.createdAt !== undefined && now - known.createdAt < YOUNG_MS;
}

/** A new cause starts a new count: a role that took a day to appear leaves the next trouble its full patience. */
function trailOf(cause: Cause, { trail, now }: History): Trail {
  const same = trail?.cause === cause ? trail : { attempts: 0, firstSeen: now };
  return { cause, attempts: same.attempts + 1, firstSeen: same.firstSeen };
}
