import {
  type Accounted,
  type AccountListing,
  differenceOf,
  type ListableEntry,
  shareOf,
} from './account-listing.ts';
import type { State } from './outcome.ts';

/** A bucket of which only the birth was ever heard has no state yet, and one that S3 lists and the ledger has not has none. */
export type Standing = State | 'unknown';

export type StandingCounts = Readonly<Record<Standing, number>>;

/** What counts of an entry of the ledger. */
export interface CountedEntry extends ListableEntry {
  readonly account: string;
  /** Ids of configurations of ours that no rule demands. */
  readonly surplus: readonly string[];
  /** Number of the sweep that will correct the bucket. */
  readonly awaits?: number | undefined;
}

export interface LedgerCount {
  /** Without those that are gone. */
  readonly total: number;
  readonly buckets: StandingCounts;
  /** Buckets, not gone, with configurations of ours that no rule demands. */
  readonly surplus: number;
  /** Buckets that a sweep has found something to correct on, and has not yet. */
  readonly awaits: number;
  /** By account, sorted. */
  readonly accounts: ReadonlyMap<string, AccountCount>;
}

export interface AccountCount {
  readonly total: number;
  readonly buckets: StandingCounts;
  /** What S3 listed; absent where it never did. */
  readonly listed?: ListedCount;
}

/** What S3 listed, held against the ledger as it was then. */
export interface ListedCount {
  /** Milliseconds since the epoch: when the listing began. */
  readonly at: number;
  readonly buckets: number;
  /** Above zero S3 lists what the ledger has not, below zero the ledger has what S3 does not list. */
  readonly difference: number;
}

const nothing: StandingCounts = {
  compliant: 0,
  drifted: 0,
  exempt: 0,
  unmatched: 0,
  unsupported: 0,
  undecided: 0,
  deferred: 0,
  failed: 0,
  unknown: 0,
  gone: 0,
};

/** Every standing, in the order in which people read them. */
export const standings = Object.keys(nothing) as readonly Standing[];

/**
 * Counts the entries that it is shown: memory grows with the accounts, not with the buckets.
 *
 * @param listings what S3 has listed: what the ledger lacks of it counts as unknown.
 */
export function countLedger(listings: readonly AccountListing[] = []): {
  see(entry: CountedEntry): void;
  count(): LedgerCount;
} {
  const byAccount = new Map(listings.map((listing) => [listing.account, blank(listing)]));
  let [surplus, awaits] = [0, 0];
  return {
    see(entry) {
      const standing = standingOf(entry);
      const sums = byAccount.get(entry.account) ?? blank();
      byAccount.set(entry.account, sums);
      sums.counts[standing] += 1;
      accountFor(sums, entry);
      if (standing === 'gone') return;
      if (entry.surplus.length > 0) surplus += 1;
      if (entry.awaits !== undefined) awaits += 1;
    },
    count: () => ({ ...sumUp(byAccount), surplus, awaits }),
  };
}

/** Of an account, while entries are still to come. */
interface Sums {
  readonly counts: Record<Standing, number>;
  readonly listing: AccountListing | undefined;
  readonly accounted: { -readonly [Name in keyof Accounted]: number };
}

function blank(listing?: AccountListing): Sums {
  return { counts: { ...nothing }, listing, accounted: { listed: 0, perhaps: 0 } };
}

function accountFor({ listing, accounted }: Sums, entry: CountedEntry): void {
  const { listedAt, endedAt } = listing ?? {};
  if (listedAt === undefined || endedAt === undefined) return;
  const share = shareOf(entry, { listedAt, endedAt });
  if (share !== 'unlisted') accounted[share] += 1;
}

/** What a bucket is counted as. */
export function standingOf({ state, createdAt, deletedAt }: ListableEntry): Standing {
  if (state) return state;
  // A creation and a deletion were heard, and nobody looked in between.
  return createdAt === undefined && deletedAt !== undefined ? 'gone' : 'unknown';
}

function sumUp(byAccount: ReadonlyMap<string, Sums>): Omit<LedgerCount, 'surplus' | 'awaits'> {
  const accounts = [...byAccount]
    .filter(([, sums]) => isWorthARow(sums))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, sums]) => [account, countOf(sums)] as const);
  const buckets = sum(accounts.map(([, account]) => account.buckets));
  return { total: totalOf(buckets), buckets, accounts: new Map(accounts) };
}

/** An account without a bucket has nothing to add up. */
function isWorthARow({ counts, listing }: Sums): boolean {
  return (listing?.buckets ?? 0) > 0 || standings.some((standing) => counts[standing] > 0);
}

function countOf({ counts, listing, accounted }: Sums): AccountCount {
  if (listing?.listedAt === undefined) return { total: totalOf(counts), buckets: counts };
  const difference = differenceOf(listing.buckets, accounted);
  const buckets = { ...counts, unknown: counts.unknown + Math.max(0, difference) };
  const listed = { at: listing.listedAt, buckets: listing.buckets, difference };
  return { total: totalOf(buckets), buckets, listed };
}

function totalOf({ gone, ...present }: StandingCounts): number {
  return Object.values(present).reduce((total, amount) => total + amount, 0);
}

function sum(counts: readonly StandingCounts[]): StandingCounts {
  const total = { ...nothing };
  for (const standing of standings) {
    for (const count of counts) total[standing] += count[standing];
  }
  return total;
}
