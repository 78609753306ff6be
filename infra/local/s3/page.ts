import { invalidArgument } from './s3-error.ts';

interface Paging<Item> {
  readonly size: number;
  /** As an earlier page gave it; left out for the first one. */
  readonly token: string | undefined;
  /** What the items are sorted by. */
  keyOf(item: Item): string;
}

interface Page<Item> {
  readonly items: readonly Item[];
  /** Of the next page; left out on the last one. */
  readonly next?: string;
}

/** A page of a sorted list. The token remembers the last key, so that nothing is skipped when the list changes meanwhile. */
export function pageOf<Item>(sorted: readonly Item[], paging: Paging<Item>): Page<Item> {
  const { size, token, keyOf } = paging;
  const after = token === undefined ? undefined : readToken(token);
  const found = after === undefined ? 0 : sorted.findIndex((item) => keyOf(item) > after);
  const start = found < 0 ? sorted.length : found;
  const items = sorted.slice(start, start + size);
  const last = items.at(-1);
  const hasMore = start + items.length < sorted.length;
  return last !== undefined && hasMore ? { items, next: tokenOf(keyOf(last)) } : { items };
}

const MARK = 'local:';

/** Tokens are opaque: nobody should build one. */
function tokenOf(key: string): string {
  return Buffer.from(`${MARK}${key}`).toString('base64');
}

/** @throws AwsError `InvalidArgument`. */
function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (text.startsWith(MARK)) return text.slice(MARK.length);
  const message = 'The continuation token provided is incorrect';
  throw invalidArgument(message, 'continuation-token', token);
}
