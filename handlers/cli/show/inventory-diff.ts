import type { Inventory } from '../../../rules/inventory.ts';
import { inventoryMembers } from './inventory-members.ts';

/** One line of a diff: what comes (+), goes (-) or becomes something else (~). */
export interface Difference {
  readonly sign: '+' | '-' | '~';
  readonly path: string;
  readonly value: string;
}

/** What differs between two configurations, member by member; an absent one has no members. */
export function inventoryDiff(
  before: Inventory | undefined,
  after: Inventory | undefined,
): Difference[] {
  const old = inventoryMembers(before);
  const young = inventoryMembers(after);
  const paths = new Set([...old.keys(), ...young.keys()]);
  return [...paths].flatMap((path) => memberDiff(path, old.get(path) ?? [], young.get(path) ?? []));
}

function memberDiff(
  path: string,
  before: readonly string[],
  after: readonly string[],
): Difference[] {
  const gone = before.filter((value) => !after.includes(value));
  const come = after.filter((value) => !before.includes(value));
  const replaced = gone.length === 1 && before.length === 1 && after.length === 1;
  if (replaced) return [{ sign: '~', path, value: `${gone.join()} → ${come.join()}` }];
  return [
    ...(gone.length > 0 ? [{ sign: '-', path, value: gone.join(', ') } as const] : []),
    ...(come.length > 0 ? [{ sign: '+', path, value: come.join(', ') } as const] : []),
  ];
}
