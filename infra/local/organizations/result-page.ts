import { invalidInput } from './organizations-error.ts';

interface Asked {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

interface Page<Item> {
  readonly items: Item[];
  readonly NextToken?: string;
}

const PAGE_AT_MOST = 20;

/**
 * A page of at most 20. A page may be empty and still not be the last one: only a missing NextToken ends a listing.
 * Source: AWS facts E.
 *
 * @param emptyFirst gives an empty page with a token before every listing.
 * @throws AwsError `InvalidInputException`.
 */
export function resultPage<Item>(
  all: readonly Item[],
  { NextToken, MaxResults = PAGE_AT_MOST }: Asked,
  emptyFirst: boolean,
): Page<Item> {
  if (MaxResults < 1 || MaxResults > PAGE_AT_MOST) {
    const message = `You specified a value for MaxResults that is not between 1 and ${PAGE_AT_MOST}.`;
    throw invalidInput('MAX_LIMIT_EXCEEDED_FILTER', message);
  }
  if (NextToken === undefined && emptyFirst) return { items: [], NextToken: tokenOf(0) };
  const start = NextToken === undefined ? 0 : readToken(NextToken);
  const end = start + MaxResults;
  const items = all.slice(start, end);
  return end < all.length ? { items, NextToken: tokenOf(end) } : { items };
}

const MARK = 'local:';

function tokenOf(start: number): string {
  return Buffer.from(`${MARK}${start}`).toString('base64');
}

function readToken(token: string): number {
  const text = Buffer.from(token, 'base64').toString();
  const start = text.startsWith(MARK) ? Number(text.slice(MARK.length)) : Number.NaN;
  if (Number.isInteger(start)) return start;
  throw invalidInput('INVALID_NEXT_TOKEN', 'You specified an invalid value for nextToken.');
}
