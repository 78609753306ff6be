import { enforcement } from '../../infra/aws/enforcement.ts';
import { findSweep, turnSweep } from '../../infra/aws/sweeps.ts';
import { sweptAccounts } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { sumOf } from '../../rules/sum.ts';
import { type SweepTotals, weigh } from '../../rules/sweep-limits.ts';
import { hold, letGoOfOlder } from './hold.ts';

export interface WeighedSweep {
  readonly sweep: number;
  readonly verdict: 'correct' | 'held' | 'halted' | 'nothing';
  /** The accounts in which there is something to correct. */
  readonly accounts: readonly string[];
}

/**
 * Adds up what a sweep has found, and decides whether it may go on to correct it.
 *
 * @throws KnownFailure `unreadable`, DynamoDB's errors, and Error for a sweep that is not there.
 */
export async function weighSweep(cloud: Cloud, sweep: number): Promise<WeighedSweep> {
  const found = await findSweep(cloud, sweep);
  if (!found) throw new Error(`there is no sweep ${sweep}`);
  const { totals, accounts } = await addUp(cloud, sweep);
  const { limits } = await cloud.mandate();
  if (found.phase === 'survey') {
    const weighed = weigh(totals, limits);
    if (weighed.verdict === 'implausible')
      await hold(cloud, { number: sweep, from: 'survey', why: weighed.why });
    else await turnSweep(cloud, { number: sweep, from: 'survey', to: 'correct' });
    await letGoOfOlder(cloud, found);
  }
  const { phase } = (await findSweep(cloud, sweep)) ?? found;
  if (phase === 'held') return { sweep, verdict: 'held', accounts: [] };
  if (accounts.length === 0) return { sweep, verdict: 'nothing', accounts: [] };
  const { halted } = await enforcement(cloud);
  return halted
    ? { sweep, verdict: 'halted', accounts: [] }
    : { sweep, verdict: 'correct', accounts };
}

async function addUp(cloud: Cloud, sweep: number) {
  let totals: SweepTotals = { listed: 0, judgedBefore: 0, changes: 0, fresh: 0, deletes: 0 };
  const accounts: string[] = [];
  for await (const { account, survey, correction } of sweptAccounts(cloud, sweep)) {
    if (!survey) continue;
    const { changes, fresh, deletes, judged, listed } = survey;
    totals = {
      listed: totals.listed + sumOf(listed),
      judgedBefore: (totals.judgedBefore ?? 0) + judged,
      changes: totals.changes + changes,
      fresh: totals.fresh + fresh,
      deletes: totals.deletes + deletes,
    };
    if (changes + fresh > 0 && !correction) accounts.push(account);
  }
  return { totals, accounts };
}
