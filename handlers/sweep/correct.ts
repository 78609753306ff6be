import { enforcement } from '../../infra/aws/enforcement.ts';
import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import { awaitingPage } from '../../infra/aws/ledger-pages.ts';
import { addTries, findSweep } from '../../infra/aws/sweeps.ts';
import { noteStopped, noteSwept, sweptAccount } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { mandateDigest } from '../../infra/mandate.ts';
import { amount, grouped } from '../../rules/amount.ts';
import { type OutcomeCounts, sumOfOutcomes } from '../../rules/outcome.ts';
import { type Corrections, isFailing } from '../../rules/sweep-limits.ts';
import { concurrently } from '../concurrently.ts';
import { checkBucket } from './check-bucket.ts';
import { hold } from './hold.ts';
import { type AccountOfSweep, BUCKETS_AT_ONCE } from './survey-page.ts';
import type { Watch } from './watch.ts';

export interface CorrectStep extends AccountOfSweep {
  /** Where the step before stopped; absent at the beginning. */
  readonly cursor?: { readonly from: string; readonly outcomes: OutcomeCounts } | undefined;
}

/**
 * Corrects what a sweep has found in one account, page by page, for as long as there is time. Every bucket is planned anew: what
 * counts is what the mandate wants now.
 *
 * @returns the step to go on with: without a cursor there is nothing more to do, or the sweep may not go on.
 * @throws when something could not be read, written down or handed over: the step is repeated, and nothing is done twice.
 */
export async function correct(cloud: Cloud, step: CorrectStep, watch: Watch): Promise<CorrectStep> {
  const { account, sweep } = step;
  const done = { account, sweep };
  const { correction, stopped } = await sweptAccount(cloud, sweep, account);
  if (!step.cursor && correction) return done;
  let { from, outcomes = {} } = step.cursor ?? { outcomes: stopped };
  do {
    const page = await awaitingPage(cloud, step, from);
    const { ended, isStopped } = await correctPage(cloud, { sweep, entries: page.entries }, watch);
    outcomes = sumOfOutcomes(outcomes, ended);
    if (isStopped) {
      await noteStopped(cloud, sweep, { account, stopped: outcomes });
      return done;
    }
    from = page.next;
  } while (from && watch.hasTime());
  if (from) return { ...done, cursor: { from, outcomes } };
  await noteSwept(cloud, sweep, { account, correction: outcomes });
  return done;
}

/** After so many it is asked anew whether the sweep may go on. */
const BUCKETS_IN_A_ROW = 2 * BUCKETS_AT_ONCE;

/** Up to the end of the page, or to where the sweep may not go on. */
async function correctPage(
  cloud: Cloud,
  { sweep, entries }: { readonly sweep: number; readonly entries: readonly BucketEntry[] },
  watch: Watch,
): Promise<{ readonly ended: OutcomeCounts; readonly isStopped: boolean }> {
  let outcomes: OutcomeCounts = {};
  for (let next = 0; next < entries.length; next += BUCKETS_IN_A_ROW) {
    if (!(await mayCorrect(cloud, sweep))) return { ended: outcomes, isStopped: true };
    const row = entries.slice(next, next + BUCKETS_IN_A_ROW);
    const { ended, news } = await correctAll(cloud, row, watch);
    await brake(cloud, sweep, news);
    outcomes = sumOfOutcomes(outcomes, ended);
  }
  return { ended: outcomes, isStopped: false };
}

async function mayCorrect(cloud: Cloud, number: number): Promise<boolean> {
  const { halted, mode } = await enforcement(cloud);
  if (halted || mode !== 'correct') return false;
  const sweep = await findSweep(cloud, number);
  // What was weighed is the plan by the mandate of then: a new one is for the next sweep.
  return sweep?.phase === 'correct' && sweep.mandate === mandateDigest(await cloud.mandate());
}

async function correctAll(
  cloud: Cloud,
  entries: readonly BucketEntry[],
  { told }: Watch,
): Promise<Corrected> {
  let ended: OutcomeCounts = {};
  let news: OutcomeCounts = {};
  await concurrently(entries, BUCKETS_AT_ONCE, async (entry) => {
    const run = await checkBucket(cloud, entry);
    const one = { [run.outcome]: 1 };
    ended = sumOfOutcomes(ended, one);
    const isOld = run.outcome === 'failed' && entry.state === 'failed';
    // An emergency stop is nobody's failure.
    if (!isOld && run.cause !== 'halted') news = sumOfOutcomes(news, one);
    told(run);
  });
  return { ended, news };
}

interface Corrected {
  readonly ended: OutcomeCounts;
  /** Without those that had been given up before, or that are halted. */
  readonly news: OutcomeCounts;
}

/** A rule that cannot be carried out is not tried on everybody. */
async function brake(cloud: Cloud, number: number, ended: OutcomeCounts): Promise<void> {
  const { corrected = 0, failed = 0, deferred = 0 } = ended;
  if (corrected + failed + deferred === 0) return;
  const tries = await addTries(cloud, number, { corrected, failed: failed + deferred });
  const { limits } = await cloud.mandate();
  if (isFailing(tries, limits)) await hold(cloud, { number, from: 'correct', why: whyOf(tries) });
}

function whyOf({ corrected, failed }: Corrections): string {
  const tried = amount(corrected + failed, 'correction');
  return `stopped correcting, for ${grouped(failed)} of its ${tried} did not succeed`;
}
