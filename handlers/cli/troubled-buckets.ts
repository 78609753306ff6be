import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import type { Cause } from '../../rules/cause.ts';
import type { State } from '../../rules/outcome.ts';

/** A bucket that is not as the mandate wants it for a reason that somebody should look at. */
export interface TroubledBucket {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  readonly state: State;
  readonly cause?: Cause;
  /** ISO 8601. */
  readonly since?: string;
}

/** The worst first. */
const troubles: readonly State[] = ['failed', 'deferred', 'undecided'];

/** So many are named: the counts tell of the others. */
const NAMED_AT_MOST = 100;

/** Collects the troubled among the entries that it is shown, and forgets the less bad ones beyond a hundred. */
export function collectTroubled(): {
  see(entry: BucketEntry): void;
  worst(): readonly TroubledBucket[];
  /** How many were seen, those beyond a hundred included. */
  amount(): number;
} {
  let kept: TroubledBucket[] = [];
  let amount = 0;
  const worst = () => kept.toSorted(byTrouble).slice(0, NAMED_AT_MOST);
  return {
    see({ account, region, bucket, state, cause, since }) {
      if (!state || !troubles.includes(state)) return;
      amount += 1;
      const known = { ...(cause && { cause }), ...(since && { since }) };
      kept.push({ account, region, bucket, state, ...known });
      if (kept.length > 2 * NAMED_AT_MOST) kept = worst();
    },
    worst,
    amount: () => amount,
  };
}

function byTrouble(a: TroubledBucket, b: TroubledBucket): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function keyOf({ state, account, region, bucket }: TroubledBucket): string {
  return [troubles.indexOf(state), account, region, bucket].join(' ');
}
