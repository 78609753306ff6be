import { enforcement } from '../../infra/aws/enforcement.ts';
import { KnownFailure } from '../../infra/aws/failure.ts';
import { record } from '../../infra/aws/ledger.ts';
import { type BucketEntry, refOf } from '../../infra/aws/ledger-item.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { spotNamed } from '../../rules/incident.ts';
import { stateOf } from '../../rules/outcome.ts';
import { permitted, planIn } from '../../rules/plan.ts';
import { brokenOff } from '../broken-off.ts';
import { planBucket } from '../plan.ts';
import { concluded, postponed, type Run } from '../run.ts';
import { tellNews } from '../tell-news.ts';
import { handOver } from './hand-over.ts';
import { type Shown, settleReports } from './overdue.ts';

/**
 * Looks at a bucket that S3 has listed, and writes nothing to it: what is to be corrected waits for the rest of the sweep. What
 * is new about it goes into the ledger; of a bucket that is as it was nothing is written at all.
 *
 * @param known its entry in the ledger, read a moment ago with those of its neighbours.
 * @returns how the look ended; of something that `awaits` the sweep, `changes` has what it is.
 * @throws when it could not be written down, told or handed over: then the step is repeated.
 */
export async function surveyBucket(cloud: Cloud, known: BucketEntry, sweep: number): Promise<Run> {
  const seen = await look(cloud, known, sweep);
  // What nobody can read concerns all of them: a thousand messages would not mend it.
  if (seen.cause === 'unreadable') throw new KnownFailure('unreadable', seen.reason ?? seen.cause);
  if (isStillInTrouble(known, seen)) {
    await tellNews(cloud, known);
    return asBefore(known, seen);
  }
  const run = stillGivenUp(known, seen);
  // First of all: once the ledger says that it is being retried, nobody would send it a message any more.
  await handOver(cloud, run);
  const entry = isNews(known, run) ? await record(cloud, known, run) : known;
  // What is about to be corrected is told when it has been; and what somebody wrote down and died before he told it, now.
  if (entry && run.awaits === undefined) await tellNews(cloud, entry);
  await settleReports(cloud, known, run);
  return run;
}

async function look(cloud: Cloud, known: BucketEntry, sweep: number): Promise<Run & Shown> {
  const now = cloud.clock.now();
  const sighting = { bucket: refOf(known), event: 'check', at: now } as const;
  const history = { sighting, known, now, random: cloud.random };
  try {
    // An emergency stop forbids to write, not to look.
    const { mode } = await enforcement(cloud);
    const planned = await planBucket(cloud, known);
    const before = { ...planned, plan: planIn(mode, planned.plan) };
    const demanded = before.judgement.desired.inventories;
    if (permitted(before.plan).length > 0) return { ...postponed(before, sweep), demanded };
    return { ...concluded(before, before, { ...history, mode }), demanded };
  } catch (error) {
    return { ...(await brokenOff(cloud, { error }, history)), demanded: [] };
  }
}

/** Longer than a message of a bucket that is being retried ever waits for its next try. */
const HOUR = 3_600_000;

/**
 * Whether a bucket has the trouble that it had: one that was given up has had its tries, and one that is being retried has its
 * message. Only where that has not been heard of for long is it lost.
 */
export function isStillInTrouble(known: BucketEntry, { cause, awaits, observedAt }: Run): boolean {
  const isSame = cause !== undefined && cause === known.cause;
  if (known.state === 'failed') return isSame;
  if (known.state !== 'deferred' || !(isSame || awaits !== undefined)) return false;
  return observedAt - (known.observedAt ?? 0) < HOUR;
}

function asBefore({ state }: BucketEntry, run: Run): Run {
  return { ...run, outcome: state ?? run.outcome, awaits: undefined, next: { do: 'nothing' } };
}

/** One that was given up stays so until a correction succeeds: that there is something to correct is no news. */
function stillGivenUp<Seen extends Run>(known: BucketEntry, run: Seen): Seen {
  const { state, cause, reason, incident = '' } = known;
  if (run.awaits === undefined || state !== 'failed' || cause === undefined) return run;
  return { ...run, outcome: state, cause, reason, refusedRule: spotNamed(incident)?.rule };
}

/** Whether the ledger would say anything else than it does. */
function isNews(known: BucketEntry, run: Run): boolean {
  const { outcome, cause, reason, awaits, configuration = known.configuration } = run;
  return (
    known.state !== stateOf(outcome) ||
    known.cause !== cause ||
    known.reason !== reason ||
    known.awaits !== awaits ||
    known.configuration !== configuration ||
    known.rules.join() !== run.rules.join() ||
    known.surplus.join() !== run.surplus.join()
  );
}
