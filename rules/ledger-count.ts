import type { State } from './outcome.ts';

/** A bucket of which only the birth was ever heard has no state yet. */
export type Standing = State | 'unknown';

export type StandingCounts = Readonly<Record<Standing, number>>;

/** What counts of an entry of the ledger. */
export interface CountedEntry {
  readonly account: string;
  readonly state?: State | undefined;
  /** Ids of configurations of ours that no rule demands. */
  readonly surplus: readonly string[];
  readonly createdAt?: number | undefined;
  readonly deletedAt?: number | undefined;
}

export interface LedgerCount {
  /** Without those that are gone. */
  readonly total: number;
  readonly buckets: StandingCounts;
  /** Buckets, not gone, with configurations of ours that no rule demands. */
  readonly surplus: number;
  /** By account, sorted. */
  readonly accounts: ReadonlyMap<string, AccountCount>;
}

export interface AccountCount {
  readonly total: number;
  readonly buckets: StandingCounts;
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

/** Counts the entries that it is shown: memory grows with the accounts, not with the buckets. */
export function countLedger(): { see(entry: CountedEntry): void; count(): LedgerCount } {
  const byAccount = new Map<string, Record<Standing, number>>();
  let surplus = 0;
  return {
    see(entry) {
      const standing = standingOf(entry);
      const counts = byAccount.get(entry.account) ?? { ...nothing };
      byAccount.set(entry.account, counts);
      counts[standing] += 1;
      if (entry.surplus.length > 0 && standing !== 'gone') surplus += 1;
    },
    count: () => ({ ...sumUp(byAccount), surplus }),
  };
}

function standingOf({ state, createdAt, deletedAt }: CountedEntry): Standing {
  if (state) return state;
  // A creation and a deletion were heard, and nobody looked in between.
  return createdAt === undefined && deletedAt !== undefined ? 'gone' : 'unknown';
}

function sumUp(byAccount: ReadonlyMap<string, StandingCounts>): Omit<LedgerCount, 'surplus'> {
  const accounts = [...byAccount]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, buckets]) => [account, { total: totalOf(buckets), buckets }] as const);
  const buckets = sum(accounts.map(([, account]) => account.buckets));
  return { total: totalOf(buckets), buckets, accounts: new Map(accounts) };
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
