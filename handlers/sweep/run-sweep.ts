import { failureOf } from '../../infra/aws/failure.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { concurrently } from '../concurrently.ts';
import { close, type SweepResult } from './close.ts';
import { type CorrectStep, correct } from './correct.ts';
import { type OpenedSweep, type OpenStep, open } from './open.ts';
import { type SurveyStep, survey } from './survey.ts';
import { noteUnlisted, type UnlistedAccount } from './unlisted.ts';
import type { Watch } from './watch.ts';
import { type WeighedSweep, weighSweep } from './weigh.ts';

/** What whoever watches a whole sweep is told. */
export interface SweepWatch extends Watch {
  readonly opened: (sweep: OpenedSweep) => void;
  /** After each account, in either phase. */
  readonly passed: (account: string, trouble?: UnlistedAccount['trouble']) => void;
  readonly weighed: (sweep: WeighedSweep) => void;
}

/** Accounts at a time: as many as the state machine takes if nobody says otherwise. */
const ACCOUNTS_AT_ONCE = 10;

/**
 * Sweeps from a process what Step Functions sweeps in the hub: the same steps in the same order.
 *
 * @throws whatever keeps a step from its end. What was done stays done, and the next sweep goes on from there.
 */
export async function runSweep(
  cloud: Cloud,
  request: OpenStep,
  watch: SweepWatch,
): Promise<SweepResult> {
  const opened = await open(cloud, request);
  const { sweep } = opened;
  watch.opened(opened);
  await concurrently(opened.accounts, ACCOUNTS_AT_ONCE, async (account) => {
    watch.passed(account, await surveyThrough(cloud, { sweep, account }, watch));
  });
  const weighed = await weighSweep(cloud, sweep);
  watch.weighed(weighed);
  await concurrently(weighed.accounts, ACCOUNTS_AT_ONCE, async (account) => {
    await correctThrough(cloud, { sweep, account }, watch);
    watch.passed(account);
  });
  return close(cloud, sweep);
}

/** An account that cannot be got through is named, and holds none of the others up. */
async function surveyThrough(cloud: Cloud, first: SurveyStep, watch: Watch) {
  try {
    let step = first;
    do step = await survey(cloud, step, watch);
    while (step.cursor);
    return step.trouble;
  } catch (error) {
    return (await noteUnlisted(cloud, first, failureOf(error))).trouble;
  }
}

async function correctThrough(cloud: Cloud, first: CorrectStep, watch: Watch): Promise<void> {
  let step = first;
  do step = await correct(cloud, step, watch);
  while (step.cursor);
}
