import { entries } from '../../infra/aws/ledger.ts';
import { latestSweeps } from '../../infra/aws/sweeps.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { AccountListing } from '../../rules/account-listing.ts';
import { nameOfSpot } from '../../rules/incident.ts';
import { countLedger } from '../../rules/ledger-count.ts';
import { sumListed } from '../../rules/listed-sum.ts';
import { accountListings } from '../account-listings.ts';
import { countExemptions } from './count-exemptions.ts';
import { type IncidentStatus, incidentsNow } from './open-incidents.ts';
import { organizationAccounts } from './organization-accounts.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { type LedgerStatus, statusReport } from './show/status-report.ts';
import { sweepDocument, withIsoTime } from './sweep-document.ts';
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
  const found = await readStatus(cloud, request.account, world);
  if (request.json) printDocument(world.out, documentOf(found));
  else printLines(world.out, statusReport(world.out, found));
  return request.check && isOpen(found) ? 2 : 0;
}

async function readStatus(
  cloud: Cloud,
  account: string | undefined,
  world: World,
): Promise<LedgerStatus> {
  const [{ names, active }, held] = await Promise.all([
    organizationAccounts(cloud, 'status', world),
    findSwitch(cloud),
  ]);
  const isMeant = (one: string) => account === undefined || one === account;
  const incidents = await incidentsNow(cloud, account, names);
  const listings = (await accountListings(cloud)).filter((one) => isMeant(one.account));
  const [sweep] = await latestSweeps(cloud, 1);
  const ledger = await readLedger(cloud, { account, listings }, incidents);
  return {
    at: new Date(cloud.clock.now()).toISOString(),
    enforcement: inForce(held),
    ...nameAccounts(ledger, names),
    listed: sumListed(listings, ledger, active.filter(isMeant)),
    sweep,
    incidents,
  };
}

/** Who is troubled is left out where nobody is; who is in no incident stands among the troubled. */
function documentOf({ troubled, apart, listed, sweep, accounts, ...status }: LedgerStatus): object {
  return {
    ...status,
    accounts: accounts.map(({ listed, ...account }) => ({
      ...account,
      ...(listed && { listed: withIsoTime(listed) }),
    })),
    listed: withIsoTime(listed),
    ...(sweep && { sweep: sweepDocument(sweep) }),
    ...(troubled.length > 0 && { troubled }),
  };
}

interface LedgerScope {
  readonly account: string | undefined;
  readonly listings: readonly AccountListing[];
}

/** Whatever is to be known of the entries, from reading them once. */
async function readLedger(
  cloud: Cloud,
  { account, listings }: LedgerScope,
  incidents: readonly IncidentStatus[],
) {
  const open = new Set(incidents.map(nameOfSpot));
  const [ledger, exemptions] = [countLedger(listings), countExemptions()];
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
): Omit<LedgerStatus, 'at' | 'enforcement' | 'incidents' | 'listed' | 'sweep'> {
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
