import type { Failure } from '../infra/aws/failure.ts';
import type { BucketEntry, Observation } from '../infra/aws/ledger-item.ts';
import type { Trail } from '../infra/aws/queue.ts';
import { shortDigest } from '../infra/digest.ts';
import type { BucketRef } from '../rules/bucket.ts';
import type { Cause } from '../rules/cause.ts';
import { isOurs } from '../rules/inventory.ts';
import type { Mode } from '../rules/mode.ts';
import { isRetriedAlike, isSameTrouble, nextStep } from '../rules/next-step.ts';
import { outcomeOf } from '../rules/outcome.ts';
import type { Change } from '../rules/plan.ts';
import type { Sighting } from './messages.ts';
import type { BucketPlan } from './plan.ts';
import { reasonFor } from './reason.ts';

/** How one run for one bucket ended, and what becomes of its message. */
export interface Run extends Observation {
  readonly bucket: BucketRef;
  /** What differed from the mandate before, the `permitted` ones applied; of a run that fell short, what it applied. */
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

/** What is known when a run ends: of its message, of the bucket, of what was done. */
export interface History {
  readonly sighting: Sighting;
  /** What the message has been through before. */
  readonly trail?: Trail | undefined;
  readonly known?: BucketEntry | undefined;
  /** In which the bucket was planned. */
  readonly mode?: Mode | undefined;
  /** What was applied before the run fell short. */
  readonly applied?: readonly Change[] | undefined;
  /** Set on the second try after an answer that named another region: there is no third. */
  readonly redirected?: boolean | undefined;
  /** Whether the list of the account's buckets has just been read, and it is not on it. */
  readonly unlisted?: boolean | undefined;
  /** Of a bucket that was given up, why: it is not tried again and again when it fails so once more. */
  readonly givenUp?: Cause | undefined;
  /** Set on the second try after somebody else was found writing to the bucket: the third is the queue's. */
  readonly collided?: boolean | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly random: () => number;
}

/** Longer than S3 has ever been seen to hide a new bucket. */
const YOUNG_MS = 600_000;

/** The ending of a run that got through: `after` is `before` itself when there was nothing to apply. */
export function concluded(before: BucketPlan, after: BucketPlan, history: History): Run {
  const { deleted } = ages(history);
  // Nobody looks into a bucket that is not governed: of its end only the event tells.
  if (deleted && after.judgement.desired.ungoverned) return gone(after.bucket, history);
  const outcome = outcomeOf(after.judgement, after.plan, after !== before);
  // What was put does not show: somebody else keeps changing it, or S3 has not caught up.
  if (outcome === 'deferred') {
    const message = 'the inventories do not show what was put';
    return fallenShort(after.bucket, { cause: 'conflict', message }, history);
  }
  return {
    ...seen(after),
    outcome,
    reason: reasonFor(outcome, after, history.mode),
    ...(outcome === 'exempt' && { exemption: after.judgement.exemption }),
    changes: before.plan.changes,
  };
}

/** The ending of a look that found something to correct, which is left to the rest of the sweep. */
export function postponed(before: BucketPlan, sweep: number): Run {
  const reason = `sweep ${sweep} has found what to correct`;
  return {
    ...seen(before),
    outcome: 'drifted',
    reason,
    changes: before.plan.changes,
    awaits: sweep,
  };
}

/** What a plan shows of a bucket, whatever is made of it. */
function seen({ bucket, observedAt, judgement, observed, plan, mandate }: BucketPlan) {
  const ours = observed.filter(({ Id }) => isOurs(Id)).toSorted((a, b) => (a.Id < b.Id ? -1 : 1));
  return {
    bucket,
    observedAt,
    rules: judgement.rules.flatMap(({ rule, applies }) => (applies === true ? rule : [])),
    surplus: plan.surplus,
    configuration: shortDigest(JSON.stringify(ours)),
    mandate,
    next: { do: 'nothing' },
  } as const;
}

/** The ending for a bucket that we know, whose account is no longer one of ours: nobody looks into it any more. */
export function departed(bucket: BucketRef, failure: Failure, history: History): Run {
  return ending(bucket, history, { outcome: 'unmatched', failure, next: { do: 'nothing' } });
}

/** The ending of a run that met a failure: later, never, or not at all because the bucket is gone. */
export function fallenShort(bucket: BucketRef, failure: Failure, history: History): Run {
  if (isHearsay(failure, history) || isTakenOver(failure, history)) return gone(bucket, history);
  if (failure.cause === 'gone' && !ages(history).young) return gone(bucket, history);
  if (failure.cause === 'unsupported') {
    return ending(bucket, history, { outcome: 'unsupported', failure, next: { do: 'nothing' } });
  }
  const elsewhere = failure.region !== bucket.region ? failure.region : undefined;
  if (failure.cause === 'wrong-region' && elsewhere && !history.redirected) {
    return ending(bucket, history, { outcome: 'gone', next: { do: 'nothing' }, elsewhere });
  }
  const cause = failure.cause === 'gone' ? 'not-yet-visible' : failure.cause;
  return setBack(bucket, { failure, cause }, history);
}

interface Setback {
  readonly failure: Failure;
  /** The failure's own, or what it means of a bucket this young. */
  readonly cause: Cause;
}

function setBack(bucket: BucketRef, { failure, cause }: Setback, history: History): Run {
  const { now, random } = history;
  const { retryAfter } = failure;
  const trail = trailOf(cause, history);
  const step = nextStep({ ...trail, now, random, retryAfter });
  const known = { failure, cause, trail };
  if (cause === history.givenUp) {
    return ending(bucket, history, { ...known, outcome: 'failed', next: { do: 'nothing' } });
  }
  if (step.retry === 'later') {
    const next: Next = { do: 'come-back', delay: step.delay };
    return ending(bucket, history, { ...known, outcome: 'deferred', next });
  }
  if (step.ends === 'gone') return gone(bucket, history);
  const next: Next = { do: step.ends === 'dead-letter' ? 'bury' : 'nothing' };
  return ending(bucket, history, { ...known, outcome: 'failed', next });
}

/** Its birth is over only where that is certain: an event said so, or it is long past the age at which S3 hides buckets. */
function gone(bucket: BucketRef, history: History): Run {
  const { deleted, old } = ages(history);
  const goneSince = deleted ? history.sighting.at : old ? history.now : undefined;
  return { ...ending(bucket, history, { outcome: 'gone', next: { do: 'nothing' } }), goneSince };
}

type HowItEnds = Pick<Run, 'outcome' | 'next' | 'failure' | 'cause' | 'trail' | 'elsewhere'>;

function ending(bucket: BucketRef, { now, known, applied = [] }: History, how: HowItEnds): Run {
  const isNobodys = how.outcome === 'gone' || how.outcome === 'unsupported';
  const { rules = [], surplus = [] } = isNobodys ? {} : (known ?? {});
  const trouble = { reason: how.failure?.message, refusedRule: how.failure?.rule };
  return { bucket, observedAt: now, rules, surplus, changes: applied, ...trouble, ...how };
}

/**
 * A call on another account's bucket is recorded in the caller's account too. Such a copy claims a bucket that this account
 * never had; the owner's own copy is the one that counts.
 */
function isHearsay({ cause }: Failure, { sighting: { event }, known }: History): boolean {
  if (cause !== 'wrong-owner' || event === 'created' || event === 'check') return false;
  return known !== undefined && (known.state ?? 'gone') === 'gone' && !known.createdAt;
}

/** Our bucket was deleted, or never was, and somebody else has its name by now: of ours nothing is left. */
function isTakenOver({ cause }: Failure, history: History): boolean {
  return cause === 'wrong-owner' && (history.unlisted || ages(history).deleted);
}

interface Ages {
  /** The event says that the bucket is no more, and nothing newer says that it is there again. */
  readonly deleted: boolean;
  /** Younger than S3 may hide: that it is not there proves nothing. */
  readonly young: boolean;
  readonly old: boolean;
}

/** By event times: of a bucket whose birth is not known yet, a change to it is proof that it was there. */
function ages({ sighting: { event, at }, known, now }: History): Ages {
  const birth = known?.createdAt;
  const deleted = event === 'deleted' && at >= (birth ?? 0);
  const seen = birth ?? (event === 'check' || event === 'deleted' ? undefined : at);
  const young = !deleted && seen !== undefined && now - seen < YOUNG_MS;
  return { deleted, young, old: !young && birth !== undefined };
}

/**
 * Trouble that changes its face is still the same trouble, or two causes in turn would never end. Waiting for a role or for
 * the end of a halt is none: a role that took a day to appear leaves the next trouble its full patience.
 */
function trailOf(cause: Cause, { trail, now }: History): Trail {
  const before = trail && isSameTrouble(trail.cause, cause) ? trail : undefined;
  const attempts = before && isRetriedAlike(before.cause, cause) ? before.attempts : 0;
  return { cause, attempts: attempts + 1, firstSeen: before?.firstSeen ?? now };
}
