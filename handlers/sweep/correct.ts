import { enforcement } from '../../infra/aws/enforcement.ts';
import { type BucketEntry, refOf } from '../../infra/aws/ledger-item.ts';
import { awaitingPage } from '../../infra/aws/ledger-pages.ts';
import { addTries, findSweep } from '../../infra/aws/sweeps.ts';
import { noteSwept, sweptAccount } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
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
  if (!step.cursor && (await sweptAccount(cloud, sweep, account)).correction) return done;
  let { from, outcomes = {} } = step.cursor ?? {};
  do {
    if (!(await mayCorrect(cloud, sweep))) return done;
    const page = await awaitingPage(cloud, step, from);
    const ended = await correctAll(cloud, page.entries, watch);
    await brake(cloud, sweep, ended);
    outcomes = sumOfOutcomes(outcomes, ended);
    from = page.next;
  } while (from && watch.hasTime());
  if (from) return { ...done, cursor: { from, outcomes } };
  await noteSwept(cloud, sweep, { account, correction: outcomes });
  return done;
}

async function mayCorrect(cloud: Cloud, number: number): Promise<boolean> {
  const { halted, mode } = await enforcement(cloud);
  return !halted && mode === 'correct' && (await findSweep(cloud, number))?.phase === 'correct';
}

async function correctAll(
  cloud: Cloud,
  entries: readonly BucketEntry[],
  { told }: Watch,
): Promise<OutcomeCounts> {
  let outcomes: OutcomeCounts = {};
  await concurrently(entries, BUCKETS_AT_ONCE, async (entry) => {
    const run = await checkBucket(cloud, refOf(entry));
    outcomes = sumOfOutcomes(outcomes, { [run.outcome]: 1 });
    told(run);
  });
  return outcomes;
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
