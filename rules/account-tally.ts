import { isDirectoryBucket } from './bucket.ts';
import type { Outcome, OutcomeCounts } from './outcome.ts';

/** What a sweep has found in one account. Plain data: it travels between the steps as JSON. */
export interface AccountTally {
  /** How many buckets S3 listed, by region. */
  readonly listed: Counts;
  /** How many of them the ledger accounts for, by region. Equal, unless something is wrong. */
  readonly accounted: Counts;
  readonly outcomes: OutcomeCounts;
  /** Buckets to be corrected that were judged before. */
  readonly changes: number;
  /** Buckets to be corrected that nobody had judged before: like those that an event announces. */
  readonly fresh: number;
  /** Configurations to be deleted. */
  readonly deletes: number;
  /** Buckets that were judged before. */
  readonly judged: number;
  /** Buckets of whose creation no event told, by region. */
  readonly missed: Readonly<Record<string, Missed>>;
  /** Items of the ledger of which nobody can tell what bucket they are of. */
  readonly unreadable: number;
}

type Counts = Readonly<Record<string, number>>;

export interface Missed {
  readonly buckets: number;
  /** Milliseconds since the epoch: when the youngest of them was created. */
  readonly newest: number;
  /** The name of one of them. */
  readonly example: string;
}

export const emptyTally: AccountTally = {
  listed: {},
  accounted: {},
  outcomes: {},
  changes: 0,
  fresh: 0,
  deletes: 0,
  judged: 0,
  missed: {},
  unreadable: 0,
};

/** What became of one bucket in a sweep. */
export interface Judged {
  readonly region: string;
  readonly name: string;
  /** Milliseconds since the epoch: when it was created, if S3 lists it. */
  readonly listedAs?: number | undefined;
  readonly outcome: Outcome;
  /** Whether the ledger had a state of it before. */
  readonly wasJudged: boolean;
  /** What is to be corrected; empty for nothing. */
  readonly wanted: readonly ('put' | 'delete')[];
  /** Whether an event should have told of its creation, and none did. */
  readonly isMissed: boolean;
}

/** The tally with one more bucket in it. */
export function counted(tally: AccountTally, bucket: Judged): AccountTally {
  const { region, outcome, wasJudged, wanted } = bucket;
  const isWanted = wanted.length > 0;
  return {
    ...tally,
    listed: bucket.listedAs === undefined ? tally.listed : more(tally.listed, region),
    accounted: isThere(bucket) ? more(tally.accounted, region) : tally.accounted,
    // What is to be corrected is counted once it has been.
    outcomes: isWanted ? tally.outcomes : more(tally.outcomes, outcome),
    changes: tally.changes + Number(isWanted && wasJudged),
    fresh: tally.fresh + Number(isWanted && !wasJudged),
    deletes: tally.deletes + wanted.filter((action) => action === 'delete').length,
    judged: tally.judged + Number(wasJudged),
    missed: bucket.isMissed ? withMissed(tally.missed, bucket) : tally.missed,
  };
}

/**
 * Of a bucket that was deleted since it was listed the sum is right all the same. One that is not listed and yet there is too
 * much, unless nobody can tell yet, or it is of a kind that is not looked for everywhere.
 */
function isThere({ name, listedAs, outcome }: Judged): boolean {
  if (listedAs !== undefined) return true;
  return outcome !== 'gone' && outcome !== 'deferred' && !isDirectoryBucket(name);
}

function more<Key extends string>(counts: Readonly<Partial<Record<Key, number>>>, key: Key) {
  return { ...counts, [key]: (counts[key] ?? 0) + 1 };
}

function withMissed(missed: AccountTally['missed'], { region, name, listedAs = 0 }: Judged) {
  const before = missed[region];
  const newest = Math.max(before?.newest ?? 0, listedAs);
  const buckets = (before?.buckets ?? 0) + 1;
  return { ...missed, [region]: { buckets, newest, example: before?.example ?? name } };
}

/** A region of which the ledger and S3 disagree. */
export interface Difference {
  readonly region: string;
  readonly listed: number;
  readonly accounted: number;
}

/** Where the ledger does not account for what S3 listed. */
export function differencesIn({ listed, accounted }: AccountTally): Difference[] {
  const regions = [...new Set([...Object.keys(listed), ...Object.keys(accounted)])].sort();
  return regions
    .map((region) => ({
      region,
      listed: listed[region] ?? 0,
      accounted: accounted[region] ?? 0,
    }))
    .filter((one) => one.listed !== one.accounted);
}
