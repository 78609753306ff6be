import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import { latestSweeps } from '../../infra/aws/sweeps.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { AccountListing } from '../../rules/account-listing.ts';
import { nameOfSpot } from '../../rules/incident.ts';
import { countLedger, type LedgerCount } from '../../rules/ledger-count.ts';
import { sumListed } from '../../rules/listed-sum.ts';
import { accountListings } from '../account-listings.ts';
import { countExemptions } from './count-exemptions.ts';
import { type IncidentStatus, incidentsNow } from './open-incidents.ts';
import { organizationAccounts } from './organization-accounts.ts';
import type { LedgerStatus } from './show/status-report.ts';
import { sweepDocument, withIsoTime } from './sweep-document.ts';
import { collectTroubled } from './troubled-buckets.ts';
import { findSwitch, inForce } from './turn-switch.ts';
import type { World } from './world.ts';

/** Everything that a status says, but for what the entries of the ledger are yet to tell. */
export interface StatusReading {
  readonly names: ReadonlyMap<string, string>;
  readonly listings: readonly AccountListing[];
  /** To be told of every entry once. */
  readonly see: (entry: BucketEntry) => void;
  /** What it comes to by then. */
  readonly status: () => LedgerStatus;
}

interface Asked {
  /** Left out, all. */
  readonly account?: string | undefined;
  /** Which command asks, for its complaints. */
  readonly command: string;
}

/**
 * Reads what belongs to a status beside the entries of the ledger.
 *
 * @throws KnownFailure `unreadable`, and DynamoDB's errors.
 */
export async function beginStatus(
  cloud: Cloud,
  { account, command }: Asked,
  world: World,
): Promise<StatusReading> {
  const [{ names, active }, held] = await Promise.all([
    organizationAccounts(cloud, command, world),
    findSwitch(cloud),
  ]);
  const isMeant = (one: string) => account === undefined || one === account;
  const incidents = await incidentsNow(cloud, account, names);
  const listings = (await accountListings(cloud)).filter((one) => isMeant(one.account));
  const [sweep] = await latestSweeps(cloud, 1);
  const counters = countersOf(listings, incidents);
  const status = (): LedgerStatus => {
    const { ledger, ...counted } = counters.count();
    return {
      at: new Date(cloud.clock.now()).toISOString(),
      enforcement: inForce(held),
      ...ledger,
      accounts: nameAccounts(ledger, names),
      ...counted,
      listed: sumListed(listings, ledger, active.filter(isMeant)),
      sweep,
      incidents,
    };
  };
  return { names, listings, see: counters.see, status };
}

function countersOf(listings: readonly AccountListing[], incidents: readonly IncidentStatus[]) {
  const open = new Set(incidents.map(nameOfSpot));
  const [ledger, exemptions] = [countLedger(listings), countExemptions()];
  const [troubled, apart] = [collectTroubled(), collectTroubled()];
  return {
    see(entry: BucketEntry) {
      ledger.see(entry);
      exemptions.see(entry);
      troubled.see(entry);
      if (!open.has(entry.incident ?? '')) apart.see(entry);
    },
    count: () => ({
      ledger: ledger.count(),
      exemptions: exemptions.count(),
      troubled: troubled.worst(),
      apart: { named: apart.worst(), amount: apart.amount() },
    }),
  };
}

function nameAccounts({ accounts }: LedgerCount, names: ReadonlyMap<string, string>) {
  return [...accounts].map(([account, counts]) => ({
    account,
    name: names.get(account) ?? '',
    ...counts,
  }));
}

/** The same for machines. Who is troubled is left out where nobody is; who is in no incident stands among the troubled. */
export function statusDocument({
  troubled,
  apart,
  listed,
  sweep,
  accounts,
  ...status
}: LedgerStatus): object {
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
