import { entries } from '../../infra/aws/ledger.ts';
import { listAccounts } from '../../infra/aws/organizations-api.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { nameOfSpot } from '../../rules/incident.ts';
import { countLedger } from '../../rules/ledger-count.ts';
import { complaint } from './complaint.ts';
import { countExemptions } from './count-exemptions.ts';
import { type IncidentStatus, incidentsNow } from './open-incidents.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { type LedgerStatus, statusReport } from './show/status-report.ts';
import { collectTroubled } from './troubled-buckets.ts';
import { findSwitch, inForce } from './turn-switch.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly account: string | undefined;
  readonly check: boolean;
  readonly json: boolean;
}

/** `stocktake status`: the ledger in counts that add up, and the incidents that are open. */
export async function status(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect();
  const [names, held] = await Promise.all([accountNames(cloud, world), findSwitch(cloud)]);
  const incidents = await incidentsNow(cloud, request.account, names);
  const ledger = await readLedger(cloud, request.account, incidents);
  const at = new Date(cloud.clock.now()).toISOString();
  const found = { at, enforcement: inForce(held), ...nameAccounts(ledger, names), incidents };
  if (request.json) printDocument(world.out, documentOf(found));
  else printLines(world.out, statusReport(world.out, found));
  return request.check && isOpen(found) ? 2 : 0;
}

/** Who is troubled is left out where nobody is; who is in no incident stands among the troubled. */
function documentOf({ troubled, apart, ...status }: LedgerStatus): object {
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

/** Whatever is to be known of the entries, from reading them once. */
async function readLedger(
  cloud: Cloud,
  account: string | undefined,
  incidents: readonly IncidentStatus[],
) {
  const open = new Set(incidents.map(nameOfSpot));
  const [ledger, exemptions] = [countLedger(), countExemptions()];
  const [troubled, apart] = [collectTroubled(), collectTroubled()];
  for await (const entry of entries(cloud, account)) {
    ledger.see(entry);
    exemptions.see(entry);
    troubled.see(entry);
    if (!open.has(entry.incident ?? '')) apart.see(entry);
  }
  return {
    ...ledger.count(),
    exemptions: exemptions.count(),
    troubled: troubled.worst(),
    apart: { named: apart.worst(), amount: apart.amount() },
  };
}

function nameAccounts(
  { accounts, ...found }: Awaited<ReturnType<typeof readLedger>>,
  names: ReadonlyMap<string, string>,
): Omit<LedgerStatus, 'at' | 'enforcement' | 'incidents'> {
  const perAccount = [...accounts].map(([account, counts]) => ({
    account,
    name: names.get(account) ?? '',
    ...counts,
  }));
  return { ...found, accounts: perAccount };
}

function isOpen({ incidents, buckets }: LedgerStatus): boolean {
  return incidents.length > 0 || buckets.failed > 0 || buckets.unknown > 0;
}
