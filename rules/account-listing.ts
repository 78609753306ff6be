import type { State } from './outcome.ts';

/** What S3 listed of an account when it was last swept. Times are milliseconds since the epoch. */
export interface AccountListing {
  readonly account: string;
  /** When the listing began; absent if none ever succeeded. */
  readonly listedAt?: number | undefined;
  /** When its last bucket had been looked at. */
  readonly endedAt?: number | undefined;
  readonly buckets: number;
  /** Why the latest try failed, if it did. */
  readonly trouble?: string | undefined;
}

/** Of an entry of the ledger what tells whether its bucket was listed. */
export interface ListableEntry {
  readonly state?: State | undefined;
  /** ISO 8601. */
  readonly since?: string | undefined;
  readonly seenAt?: number | undefined;
  readonly createdAt?: number | undefined;
  readonly deletedAt?: number | undefined;
}

/** Whether a bucket must have been on a listing; `perhaps` for one that came or went while it was made. */
export type Share = 'listed' | 'perhaps' | 'unlisted';

/** From when a listing began until its last bucket had been looked at. */
interface Span {
  readonly listedAt: number;
  readonly endedAt: number;
}

/** Event times are whole seconds, rounded down. */
const SECOND = 1_000;

/**
 * Reckons back from what the ledger has now to when S3 was asked.
 *
 * | the bucket                                       |            |
 * |--------------------------------------------------|------------|
 * | is there, and was seen before the listing ended  | `listed`   |
 * | is there, and was first seen later               | `unlisted` |
 * | went before the listing began                    | `unlisted` |
 * | went after it had ended                          | `listed`   |
 * | came or went in between                          | `perhaps`  |
 */
export function shareOf(entry: ListableEntry, span: Span): Share {
  return entry.state === 'gone' || isNeverSeen(entry)
    ? shareOfGone(entry, span)
    : shareOfPresent(entry, span);
}

/** A creation and a deletion were heard, and nobody looked in between. */
function isNeverSeen({ state, createdAt, deletedAt }: ListableEntry): boolean {
  return state === undefined && createdAt === undefined && deletedAt !== undefined;
}

function shareOfPresent(
  { state, seenAt, createdAt = 0, deletedAt = 0 }: ListableEntry,
  { listedAt, endedAt }: Span,
): Share {
  const isLater = createdAt > endedAt || (seenAt ?? createdAt) > endedAt;
  // Another one of the same name was there before.
  if (isLater) return deletedAt + SECOND > listedAt ? 'perhaps' : 'unlisted';
  // Of directory buckets that the mandate leaves alone nobody has asked.
  if (state === 'unsupported') return 'perhaps';
  return createdAt + SECOND > listedAt ? 'perhaps' : 'listed';
}

function shareOfGone(
  { since, seenAt, deletedAt }: ListableEntry,
  { listedAt, endedAt }: Span,
): Share {
  if (since === undefined || seenAt === undefined || seenAt > endedAt) return 'unlisted';
  const noticed = Date.parse(since);
  const isOfThisLife = deletedAt !== undefined && deletedAt + SECOND > seenAt;
  const went = isOfThisLife ? Math.min(deletedAt, noticed) : noticed;
  if (went + SECOND <= listedAt) return 'unlisted';
  return went > endedAt && seenAt <= listedAt ? 'listed' : 'perhaps';
}

/** How many buckets of a listing the ledger accounts for. */
export interface Accounted {
  readonly listed: number;
  readonly perhaps: number;
}

/**
 * By how many buckets a listing and the ledger differ: above zero S3 lists what the ledger has not, below zero the ledger has
 * what S3 does not list.
 */
export function differenceOf(buckets: number, { listed, perhaps }: Accounted): number {
  const difference = buckets - listed;
  return difference > 0 ? Math.max(0, difference - perhaps) : difference;
}
