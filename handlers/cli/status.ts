import { entries } from '../../infra/aws/ledger-entries.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { accountListings } from '../account-listings.ts';
import { bucketRecords } from './bucket-records.ts';
import { beginStatus, statusDocument } from './ledger-status.ts';
import { organizationAccounts } from './organization-accounts.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { type LedgerStatus, statusReport } from './show/status-report.ts';
import { UsageError } from './usage-error.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly account: string | undefined;
  readonly check: boolean;
  readonly csv: boolean;
  readonly json: boolean;
}

/** `stocktake status`: the ledger in counts that add up, and the incidents that are open. */
export async function status(request: Request, world: World): Promise<ExitCode> {
  if (request.csv && (request.json || request.check))
    throw new UsageError('--csv prints records and nothing else; leave --json and --check out');
  const cloud = await world.connect();
  if (request.csv) return printRecords(cloud, request.account, world);
  const reading = await beginStatus(cloud, { account: request.account, command: 'status' }, world);
  for await (const entry of entries(cloud, request.account)) reading.see(entry);
  const found = reading.status();
  if (request.json) printDocument(world.out, statusDocument(found));
  else printLines(world.out, statusReport(world.out, found));
  return request.check && isOpen(found) ? 2 : 0;
}

async function printRecords(
  cloud: Cloud,
  account: string | undefined,
  world: World,
): Promise<ExitCode> {
  const { names } = await organizationAccounts(cloud, 'status', world);
  const listings = await accountListings(cloud);
  for await (const records of bucketRecords(cloud, { names, listings, account })) {
    world.out.write(records);
    await world.out.drained?.();
  }
  return 0;
}

function isOpen({ incidents, buckets }: LedgerStatus): boolean {
  return incidents.length > 0 || buckets.failed > 0 || buckets.unknown > 0;
}
