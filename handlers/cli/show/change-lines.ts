import type { Change } from '../../../rules/plan.ts';
import type { Screen } from '../world.ts';
import { type Difference, inventoryDiff } from './inventory-diff.ts';
import { paint, type Style } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

const colours = { '+': 'green', '-': 'red', '~': 'yellow' } as const satisfies Readonly<
  Record<Difference['sign'], Style>
>;

/** A change as a diff: the configuration's id, why, and each member that would come (+), go (-) or change (~). */
export function changeLines(screen: Screen, change: Change): string[] {
  const sign = signOf(change);
  const title = paint(screen, ['bold', colours[sign]], `${sign} ${printable(change.id)}`);
  const why = change.withheld ?? 'would not be written';
  const forbidden = paint(screen, 'dim', `not permitted: ${why}`);
  const reasons = change.reasons.map((reason) => `    ${paint(screen, 'dim', printable(reason))}`);
  const after = change.action === 'put' ? change.after : undefined;
  const rows = inventoryDiff(change.before, after).map((line) => row(screen, line));
  return [
    change.permitted ? `  ${title}` : `  ${title}  ${forbidden}`,
    // What differs is in the diff itself.
    ...(sign === '~' ? [] : reasons),
    ...table(rows, { indent: 6 }),
  ];
}

function signOf(change: Change): Difference['sign'] {
  if (change.action === 'delete') return '-';
  return change.before ? '~' : '+';
}

function row(screen: Screen, { sign, path, value }: Difference): string[] {
  return [paint(screen, colours[sign], `${sign} ${path}`), printable(value)];
}
