import { grouped } from './amount.ts';

/** So many are named. */
const NAMED = 5;

/**
 * `a, b, c and 209 more`
 *
 * @param total how many there are, if not all of them are at hand.
 */
export function listed(names: readonly string[], total = names.length, between = ', '): string {
  const shown = names.slice(0, NAMED);
  const rest = Math.max(total, names.length) - shown.length;
  const text = shown.join(between);
  return rest > 0 && shown.length > 0 ? `${text} and ${grouped(rest)} more` : text;
}
