import type { TroubledBucket } from '../troubled-buckets.ts';
import type { Screen } from '../world.ts';
import { outcomeMark } from './outcome-mark.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

const SHOWN_AT_MOST = 10;

/** The buckets that somebody should look at, by name, and what to type to learn why; nothing where there are none. */
export function troubledLines(
  screen: Screen,
  troubled: readonly TroubledBucket[],
  total: number,
): string[] {
  const [first] = troubled;
  if (!first) return [];
  const shown = troubled.slice(0, SHOWN_AT_MOST);
  const rest = total - shown.length;
  return [
    paint(screen, 'underline', 'To look at'),
    ...table(
      shown.map(({ state, bucket, account, region, cause = '', since = '' }) => [
        outcomeMark(screen, state),
        printable(bucket),
        account,
        region,
        cause,
        since && `since ${since}`,
      ]),
      { indent: 2 },
    ),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    `  why: stocktake explain ${printable(first.bucket)} --account ${first.account} --region ${first.region}`,
    '',
  ];
}
