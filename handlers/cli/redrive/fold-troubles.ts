import type { Cause } from '../../../rules/cause.ts';
import type { Troubles } from './find-troubles.ts';

/** What one cause has done in one account. */
export interface TroubleCount {
  readonly cause: Cause;
  /** Absent for letters that name none. */
  readonly account?: string;
  readonly letters: number;
  readonly buckets: number;
  /** Milliseconds since the epoch. */
  readonly oldest: number;
}

/** Troubles counted by cause and account, in this order. */
export function foldTroubles({ letters, buckets }: Troubles): readonly TroubleCount[] {
  const counts = new Map<string, TroubleCount>();
  const count = (one: TroubleCount) => {
    const key = `${one.cause} ${one.account ?? ''}`;
    counts.set(key, sum(counts.get(key), one));
  };
  for (const { cause, about, firstSeen } of letters) {
    count({ cause, ...accountIn(about), letters: 1, buckets: 0, oldest: firstSeen });
  }
  for (const { cause, account, since } of buckets) {
    count({ cause, account, letters: 0, buckets: 1, oldest: since });
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function accountIn({ account }: { readonly account?: string }) {
  return account === undefined ? {} : { account };
}

function sum(before: TroubleCount | undefined, more: TroubleCount): TroubleCount {
  if (!before) return more;
  return {
    ...before,
    letters: before.letters + more.letters,
    buckets: before.buckets + more.buckets,
    oldest: Math.min(before.oldest, more.oldest),
  };
}
