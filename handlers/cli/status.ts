import { entries } from '../../infra/aws/ledger.ts';
import { listAccounts } from '../../infra/aws/organizations-api.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { complaint } from './complaint.ts';
import { countLedger, type LedgerCount } from './ledger-count.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { type LedgerStatus, statusReport } from './show/status-report.ts';
import { findSwitch, inForce } from './turn-switch.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly account: string | undefined;
  readonly check: boolean;
  readonly json: boolean;
}

/** `stocktake status`: the ledger in counts that add up. */
export async function status(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect();
  const [count, names, held] = await Promise.all([
    countLedger(entries(cloud, request.account)),
    accountNames(cloud, world),
    findSwitch(cloud),
  ]);
  const at = new Date(cloud.clock.now()).toISOString();
  const found = { at, enforcement: inForce(held), ...ledgerOf(count, names) };
  if (request.json) printDocument(world.out, documentOf(found));
  else printLines(world.out, statusReport(world.out, found));
  return request.check && isOpen(found) ? 2 : 0;
}

/** Who is troubled is left out where nobody is. */
function documentOf({ troubled, ...status }: LedgerStatus): object {
  return { ...status, ...(troubled.length > 0 && { troubled }) };
}

/** Names are an adornment: without them the counts are told all the same. */
async function accountNames(cloud: Cloud, { err }: World): Promise<ReadonlyMap<string, string>> {
  try {
    const accounts = await listAccounts(cloud);
    return new Map(accounts.map(({ Id = '', Name = '' }) => [Id, Name]));
  } catch (error) {
    err.write(`stocktake status: accounts have no names: ${complaint(error)}\n`);
    return new Map();
  }
}

function ledgerOf(
  { accounts, ...count }: LedgerCount,
  names: ReadonlyMap<string, string>,
): Omit<LedgerStatus, 'at' | 'enforcement'> {
  const perAccount = [...accounts].map(([account, counts]) => ({
    account,
    name: names.get(account) ?? '',
    ...counts,
  }));
  return { ...count, accounts: perAccount, incidents: [] };
}

function isOpen({ incidents, buckets }: LedgerStatus): boolean {
  // Every failed bucket is part of an incident, told or not.
  return incidents.length > 0 || buckets.failed > 0 || buckets.unknown > 0;
}
