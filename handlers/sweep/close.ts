import { findSweep, type Sweep, turnSweep } from '../../infra/aws/sweeps.ts';
import { type SweptAccount, sweptAccounts } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { type AccountTally, differencesIn } from '../../rules/account-tally.ts';
import { amount } from '../../rules/amount.ts';
import { type OutcomeCounts, sumOfOutcomes } from '../../rules/outcome.ts';
import { sumOf } from '../../rules/sum.ts';
import { remindOfExemptions } from './remind.ts';

/** What a sweep came to. */
export interface SweepResult {
  readonly sweep: number;
  /** `held`: it waits for somebody's word; `unfinished`: corrections are halted, and it goes on once they are not. */
  readonly ended: 'closed' | 'held' | 'unfinished';
  /** Why it is held. */
  readonly why?: string | undefined;
  readonly accounts: number;
  /** Accounts whose buckets could not be listed. */
  readonly unlisted: number;
  /** Buckets that S3 listed. */
  readonly listed: number;
  /** How many buckets ended how; those that wait for the sweep to go on are `drifted`, or `deferred` in a halt. */
  readonly counts: OutcomeCounts;
  /** Buckets that were to be corrected. */
  readonly wanted: number;
  /** Buckets of whose creation no event told. */
  readonly missed: number;
  /** Buckets by which ledger and S3 differ. */
  readonly difference: number;
  /** Items of the ledger that nobody can read. */
  readonly unreadable: number;
}

/**
 * Adds a sweep up, and closes it unless something of it is still to be done. Whatever it came to, people are reminded of the
 * exemptions that end soon.
 *
 * @throws KnownFailure `unreadable`, DynamoDB's errors, and Error for a sweep that is not there or that lacks an account.
 */
export async function close(cloud: Cloud, number: number): Promise<SweepResult> {
  const sweep = await findSweep(cloud, number);
  if (!sweep) throw new Error(`there is no sweep ${number}`);
  await remindOfExemptions(cloud);
  const sums = await addUp(cloud, number);
  mustBeWhole(sweep, sums);
  const ended = endingOf(sweep, sums);
  if (ended === 'closed' && sweep.phase !== 'closed') await shut(cloud, sweep, sums);
  return { sweep: number, ended, why: sweep.why, ...asCounts(sums, ended) };
}

/** An account in which the step itself broke down has nothing to show: somebody must hear of it. */
function mustBeWhole({ number, accounts = 0 }: Sweep, sums: Sums): void {
  const lacking = accounts - sums.accounts;
  if (lacking <= 0) return;
  const left = amount(lacking, 'account');
  throw new Error(`sweep ${number} did not get through ${left}; begun anew it goes on with them`);
}

interface Sums {
  readonly accounts: number;
  readonly unlisted: number;
  readonly listed: number;
  readonly counts: OutcomeCounts;
  readonly wanted: number;
  /** Of them in accounts that have not been corrected. */
  readonly waiting: number;
  readonly missed: number;
  readonly difference: number;
  readonly unreadable: number;
}

async function addUp(cloud: Cloud, number: number): Promise<Sums> {
  let sums: Sums = {
    accounts: 0,
    unlisted: 0,
    listed: 0,
    counts: {},
    wanted: 0,
    waiting: 0,
    missed: 0,
    difference: 0,
    unreadable: 0,
  };
  for await (const swept of sweptAccounts(cloud, number)) {
    if (swept.survey) sums = withAccount(sums, swept.survey, swept);
    if (swept.trouble) sums = { ...sums, unlisted: sums.unlisted + 1 };
  }
  return sums;
}

function withAccount(
  sums: Sums,
  survey: AccountTally,
  { correction, stopped = {} }: SweptAccount,
): Sums {
  const wanted = survey.changes + survey.fresh;
  const done = correction ?? stopped;
  return {
    ...sums,
    accounts: sums.accounts + 1,
    listed: sums.listed + sumOf(survey.listed),
    counts: sumOfOutcomes(sumOfOutcomes(sums.counts, survey.outcomes), done),
    wanted: sums.wanted + wanted,
    waiting: sums.waiting + (correction ? 0 : wanted - sumOf(done)),
    missed: sums.missed + missedIn(survey),
    difference: sums.difference + differenceOf(survey),
    unreadable: sums.unreadable + survey.unreadable,
  };
}

function missedIn({ missed }: AccountTally): number {
  return Object.values(missed).reduce((sum, { buckets }) => sum + buckets, 0);
}

function differenceOf(survey: AccountTally): number {
  return differencesIn(survey).reduce((sum, one) => sum + Math.abs(one.listed - one.accounted), 0);
}

function endingOf({ phase }: Sweep, { waiting }: Sums): SweepResult['ended'] {
  if (phase === 'held') return 'held';
  return phase === 'closed' || waiting === 0 ? 'closed' : 'unfinished';
}

async function shut(cloud: Cloud, { number, phase }: Sweep, sums: Sums): Promise<void> {
  const facts = {
    closedAt: { N: String(cloud.clock.now()) },
    listed: { N: String(sums.listed) },
  };
  await turnSweep(cloud, { number, from: phase, to: 'closed' }, facts);
}

function asCounts({ waiting, counts, ...sums }: Sums, ended: SweepResult['ended']) {
  const left = ended === 'unfinished' ? { deferred: waiting } : { drifted: waiting };
  return { ...sums, counts: waiting > 0 ? sumOfOutcomes(counts, left) : counts };
}
