import { entries } from '../../infra/aws/ledger-entries.ts';
import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { AccountListing } from '../../rules/account-listing.ts';
import { bucketCells, bucketColumns } from '../../rules/bucket-record.ts';
import { csvRecord } from '../../rules/csv.ts';
import { standingOf } from '../../rules/ledger-count.ts';

/** What is known of the accounts. */
export interface AccountsKnown {
  readonly names: ReadonlyMap<string, string>;
  readonly listings: readonly AccountListing[];
}

interface Wanted extends AccountsKnown {
  /** Left out, all. */
  readonly account?: string | undefined;
  /** Told of every entry that is read. */
  readonly see?: (entry: BucketEntry) => void;
}

/** So many records are handed on at a time. */
const TOGETHER = 500;

/**
 * The ledger as CSV, a header and one record for every bucket that is not gone, in pieces as they are read: a million buckets
 * cost no memory.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function* bucketRecords(cloud: Cloud, wanted: Wanted): AsyncGenerator<string> {
  const listedAt = new Map(wanted.listings.map((one) => [one.account, one.listedAt]));
  let records = [csvRecord(bucketColumns)];
  for await (const entry of entries(cloud, wanted.account)) {
    wanted.see?.(entry);
    if (standingOf(entry) === 'gone') continue;
    const { account } = entry;
    const name = wanted.names.get(account) ?? '';
    records.push(csvRecord(bucketCells(entry, { name, listedAt: listedAt.get(account) })));
    if (records.length < TOGETHER) continue;
    yield records.join('');
    records = [];
  }
  yield records.join('');
}
