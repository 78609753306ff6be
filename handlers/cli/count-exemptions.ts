import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import type { Agreement } from '../../rules/exemption.ts';

/** An exemption as the ledger knows it, and how many buckets it holds. */
export interface CountedExemption extends Agreement {
  readonly buckets: number;
}

/** Counts the exempt among the entries that it is shown by what was agreed: memory grows with the exemptions alone. */
export function countExemptions(): {
  see(entry: Pick<BucketEntry, 'state' | 'exemption'>): void;
  count(): readonly CountedExemption[];
} {
  const counted = new Map<string, CountedExemption>();
  return {
    see({ state, exemption }) {
      if (state !== 'exempt' || !exemption) return;
      const { reason, owner, ticket, expires } = exemption;
      const key = JSON.stringify([expires, owner, reason, ticket]);
      const buckets = (counted.get(key)?.buckets ?? 0) + 1;
      counted.set(key, { owner, reason, expires, ...(ticket && { ticket }), buckets });
    },
    count: () => [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
  };
}
