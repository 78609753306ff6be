import type { AccountListing } from './account-listing.ts';
import { amount } from './amount.ts';
import type { LedgerCount } from './ledger-count.ts';
import { listed as some } from './listed.ts';

/** What S3 listed in the whole organization, held against the ledger. */
export interface ListedSum {
  /** Milliseconds since the epoch: when the oldest of the listings began; absent where there is none. */
  readonly at?: number | undefined;
  /** Accounts that were listed. */
  readonly accounts: number;
  readonly buckets: number;
  /** By how many buckets the ledger and S3 differ, all accounts together. */
  readonly difference: number;
  readonly differing: readonly { readonly account: string; readonly difference: number }[];
  /** Accounts that could not be listed at the latest try, and the cause. */
  readonly failing: readonly { readonly account: string; readonly cause: string }[];
  /** Accounts that were never listed, and nobody has tried. */
  readonly never: readonly string[];
}

/**
 * Adds up what S3 has listed.
 *
 * @param governed accounts that a sweep should list, as far as they are known.
 */
export function sumListed(
  listings: readonly AccountListing[],
  ledger: Pick<LedgerCount, 'accounts'>,
  governed: Iterable<string>,
): ListedSum {
  const differing = [...ledger.accounts].flatMap(([account, { listed }]) =>
    listed && listed.difference !== 0 ? [{ account, difference: listed.difference }] : [],
  );
  const times = listings.flatMap(({ listedAt }) => listedAt ?? []);
  const tried = new Set(listings.map(({ account }) => account));
  const all = new Set([...governed, ...unswept(ledger)].toSorted(inOrder));
  return {
    at: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : undefined,
    accounts: times.length,
    buckets: listings.reduce((sum, { buckets }) => sum + buckets, 0),
    difference: differing.reduce((sum, { difference }) => sum + Math.abs(difference), 0),
    differing,
    failing: listings.flatMap(({ account, trouble: cause }) => (cause ? [{ account, cause }] : [])),
    never: [...all].filter((one) => !tried.has(one)),
  };
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** Accounts with buckets that somebody governs: those of a departed account are all unmatched. */
function unswept({ accounts }: Pick<LedgerCount, 'accounts'>): string[] {
  return [...accounts].flatMap(([account, { total, buckets }]) =>
    total > buckets.unmatched ? account : [],
  );
}

/** The same in sentences, without their full stops. */
export function listedSentences(sum: ListedSum): string[] {
  const { failing, never } = sum;
  const troubles = failing.map(({ account, cause }) => `${account} (${cause})`);
  return [
    mainSentence(sum),
    ...(failing.length > 0 ? [`could not be listed: ${some(troubles)}`] : []),
    ...(never.length > 0 && sum.at !== undefined ? [`never swept: ${some(never)}`] : []),
  ];
}

function mainSentence({ at, accounts, buckets, difference, differing }: ListedSum): string {
  if (at === undefined) return 'no sweep has listed the buckets of S3 yet';
  const when = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  const what = `S3 lists ${amount(buckets, 'bucket')} in ${amount(accounts, 'account')} (${when})`;
  if (difference === 0) return `${what}: the ledger accounts for all of them`;
  return `${what}: the ledger differs by ${amount(difference, 'bucket')}, ${some(differing.map(differenceText))}`;
}

function differenceText({ account, difference }: ListedSum['differing'][number]): string {
  const count = amount(Math.abs(difference), 'bucket');
  return difference > 0 ? `${account} lacks ${count}` : `${account} has ${count} too many`;
}
