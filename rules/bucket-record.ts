import type { Cause } from './cause.ts';
import { standingOf } from './ledger-count.ts';
import type { State } from './outcome.ts';

/** What is written of a bucket for whoever reads tables, in this order. */
export const bucketColumns = [
  'account',
  'account name',
  'region',
  'bucket',
  'state',
  'cause',
  'since',
  'checked',
  'rules',
  'configuration',
  'mandate',
  'reports',
  'exemption owner',
  'exemption reason',
  'exemption until',
  'creator',
  'reason',
] as const;

/** Of an entry of the ledger what is written of it. Times are ISO 8601 in `since` and `checkedAt`. */
export interface RecordedEntry {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  readonly state?: State | undefined;
  readonly cause?: Cause | undefined;
  readonly since?: string | undefined;
  readonly checkedAt?: string | undefined;
  readonly rules: readonly string[];
  readonly configuration?: string | undefined;
  readonly mandate?: string | undefined;
  readonly reports: Readonly<Record<string, { readonly at?: number | undefined }>>;
  readonly exemption?:
    | { readonly owner: string; readonly reason: string; readonly expires: string }
    | undefined;
  readonly creator?: string | undefined;
  readonly createdAt?: number | undefined;
  readonly deletedAt?: number | undefined;
  readonly reason?: string | undefined;
}

/** What is known of its account. */
export interface AccountOfRecord {
  readonly name: string;
  /** Milliseconds since the epoch: when the account was listed last, and each of its buckets looked at. */
  readonly listedAt?: number | undefined;
}

/** The cells of a bucket, one for each column; what is not known is empty. */
export function bucketCells(entry: RecordedEntry, account: AccountOfRecord): string[] {
  const { exemption } = entry;
  const cells: Record<(typeof bucketColumns)[number], string | undefined> = {
    account: entry.account,
    'account name': account.name,
    region: entry.region,
    bucket: entry.bucket,
    state: standingOf(entry),
    cause: entry.cause,
    since: entry.since,
    checked: checkedAt(entry, account),
    rules: entry.rules.join(' '),
    configuration: entry.configuration,
    mandate: entry.mandate,
    reports: reportsOf(entry),
    'exemption owner': exemption?.owner,
    'exemption reason': exemption?.reason,
    'exemption until': exemption?.expires,
    creator: entry.creator,
    reason: entry.reason,
  };
  return bucketColumns.map((column) => cells[column] ?? '');
}

/** A sweep writes nothing of a bucket that is as it was: that it was looked at then its account's listing tells. */
function checkedAt({ checkedAt }: RecordedEntry, { listedAt }: AccountOfRecord) {
  if (checkedAt === undefined || listedAt === undefined) return checkedAt;
  return new Date(Math.max(Date.parse(checkedAt), listedAt)).toISOString();
}

/** `daily 2026-11-27T00:00:00.000Z; weekly 2026-11-22T00:00:00.000Z`: since when the last report of each rule counts. */
function reportsOf({ reports }: RecordedEntry): string {
  return Object.entries(reports)
    .flatMap(([rule, { at }]) => (at === undefined ? [] : `${rule} ${new Date(at).toISOString()}`))
    .join('; ');
}
