import { enforcement } from '../../infra/aws/enforcement.ts';
import { KnownFailure } from '../../infra/aws/failure.ts';
import { clearIncident } from '../../infra/aws/hits.ts';
import { listings } from '../../infra/aws/listings.ts';
import { listAccounts } from '../../infra/aws/organizations-api.ts';
import {
  findSweep,
  keyOfSweep,
  latestSweeps,
  noteAccounts,
  openSweep,
  type Sweep,
  turnSweep,
} from '../../infra/aws/sweeps.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { mandateDigest } from '../../infra/mandate.ts';

export interface OpenStep {
  /** The accounts to sweep; left out or empty, the whole organization. */
  readonly accounts?: readonly string[] | undefined;
  /** The number of a sweep that is held, to be released. */
  readonly force?: number | undefined;
}

export interface OpenedSweep {
  readonly sweep: number;
  /** The accounts that are to be looked at. */
  readonly accounts: readonly string[];
  /** Whether it goes on where another run of the same sweep stopped. */
  readonly isResumed: boolean;
}

/**
 * A sweep that was left so long ago is not gone on with: what it found is too old. Well below a day, or that of tomorrow, which
 * may begin a little earlier on the clock, would go on with that of today and look at nothing.
 */
const RESUMED_MS = 20 * 3_600_000;

/**
 * Opens a sweep, or goes on with one of the same scope and mandate that did not get to its end.
 *
 * @throws KnownFailure `unreadable` when mandate, ledger or organization cannot be read, for an account that nobody knows, and
 *   for a number that cannot be released; `halted` in mode `off`, in which nothing is looked at.
 */
export async function open(cloud: Cloud, { accounts = [], force }: OpenStep): Promise<OpenedSweep> {
  const { mode } = await enforcement(cloud);
  if (mode === 'off') throw new KnownFailure('halted', 'the mode is off: nothing is looked at');
  const mandate = mandateDigest(await cloud.mandate());
  if (force !== undefined) return release(cloud, force, mandate);
  const scope = [...new Set(accounts)].sort();
  const everyone = await everyAccount(cloud);
  mustBeKnown(scope, everyone);
  const latest = await latestSweeps(cloud);
  const now = cloud.clock.now();
  const unfinished = latest.find(
    (sweep) =>
      (sweep.phase === 'survey' || sweep.phase === 'correct') &&
      sweep.mandate === mandate &&
      sweep.scope.join() === scope.join() &&
      now - sweep.openedAt < RESUMED_MS,
  );
  const wanted = { scope, mandate, openedAt: now, previous: lastWhole(latest)?.openedAt };
  const { number } = unfinished ?? (await begin(cloud, wanted, latest));
  const all = scope.length > 0 ? scope : everyone;
  await noteAccounts(cloud, number, all.length);
  return { sweep: number, accounts: all, isResumed: unfinished !== undefined };
}

/** A slip of the pen must not look as if all were well. */
function mustBeKnown(scope: readonly string[], everyone: readonly string[]): void {
  const stranger = scope.find((account) => !everyone.includes(account));
  if (stranger === undefined) return;
  const message = `account ${stranger} is not in the organization, and was never swept`;
  throw new KnownFailure('unreadable', message);
}

function lastWhole(latest: readonly Sweep[]): Sweep | undefined {
  return latest.find(({ phase, scope }) => phase === 'closed' && scope.length === 0);
}

/** Of two who open one at the same moment the second takes the next number. */
async function begin(
  cloud: Cloud,
  wanted: Omit<Parameters<typeof openSweep>[1], 'number'>,
  [last]: readonly Sweep[],
): Promise<Sweep> {
  const number = (last?.number ?? 0) + 1;
  const opened = await openSweep(cloud, { ...wanted, number });
  return opened ?? begin(cloud, wanted, await latestSweeps(cloud, 1));
}

/** Those of the organization, and those that were swept before and may have left it since. */
async function everyAccount(cloud: Cloud): Promise<string[]> {
  const accounts = new Set<string>();
  for (const { Id } of await organization(cloud)) if (Id) accounts.add(Id);
  for await (const { account } of listings(cloud)) accounts.add(account);
  return [...accounts].sort();
}

async function organization(cloud: Cloud) {
  return listAccounts(cloud).catch((cause: unknown) => {
    const message = `the accounts of the organization cannot be listed: ${(cause as Error).message}`;
    throw new KnownFailure('unreadable', message, { cause });
  });
}

/** What is released is the plan that was weighed: by another mandate it would be another one. */
async function release(cloud: Cloud, number: number, mandate: string): Promise<OpenedSweep> {
  const sweep = await findSweep(cloud, number);
  const released = { sweep: number, accounts: [], isResumed: true };
  if (sweep?.phase === 'correct') return released;
  if (sweep?.phase !== 'held') {
    const message = `sweep ${number} is not held; \`stocktake status\` names the latest sweep`;
    throw new KnownFailure('unreadable', message);
  }
  if (sweep.mandate !== mandate) {
    const message = `the mandate ${mandate} is not the one that sweep ${number} was held under, ${sweep.mandate}: sweep anew`;
    throw new KnownFailure('unreadable', message);
  }
  await turnSweep(
    cloud,
    { number, from: 'held', to: 'correct' },
    { corrected: { N: '0' }, failed: { N: '0' } },
  );
  await clearIncident(cloud, keyOfSweep(number));
  return released;
}
