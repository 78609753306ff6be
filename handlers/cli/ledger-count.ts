import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import type { State } from '../../rules/outcome.ts';
import { collectTroubled, type TroubledBucket } from './troubled-buckets.ts';

/** A bucket of which only the birth was ever heard has no state yet. */
export type Standing = State | 'unknown';

export type StandingCounts = Readonly<Record<Standing, number>>;

export interface LedgerCount {
  /** Without those that are gone. */
  readonly total: number;
  readonly buckets: StandingCounts;
  /** Buckets, not gone, with configurations of ours that no rule demands. */
  readonly surplus: number;
  /** By account, sorted. */
  readonly accounts: ReadonlyMap<string, AccountCount>;
  /** By name, the worst first; a hundred at most. */
  readonly troubled: readonly TroubledBucket[];
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
  undecided: 0,
  deferred: 0,
  failed: 0,
  unknown: 0,
  gone: 0,
};

/** Every standing, in the order in which people read them. */
export const standings = Object.keys(nothing) as readonly Standing[];

/** Counts the ledger as it is read: memory grows with the accounts, not with the buckets. */
export async function countLedger(entries: AsyncIterable<BucketEntry>): Promise<LedgerCount> {
  const byAccount = new Map<string, Record<Standing, number>>();
  const troubled = collectTroubled();
  let surplus = 0;
  for await (const entry of entries) {
    const counts = byAccount.get(entry.account) ?? { ...nothing };
    byAccount.set(entry.account, counts);
    counts[standingOf(entry)] += 1;
    troubled.see(entry);
    if (entry.surplus.length > 0 && standingOf(entry) !== 'gone') surplus += 1;
  }
  const accounts = [...byAccount]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, buckets]) => [account, { total: totalOf(buckets), buckets }] as const);
  const buckets = sum(accounts.map(([, account]) => account.buckets));
  const total = totalOf(buckets);
  return { total, buckets, surplus, accounts: new Map(accounts), troubled: troubled.worst() };
}

function standingOf({ state = undefined, createdAt, deletedAt }: BucketEntry): Standing {
  if (state) return state;
  // A creation and a deletion were heard, and nobody looked in between.
  return createdAt === undefined && deletedAt !== undefined ? 'gone' : 'unknown';
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
