import type { Inventory } from '../../../rules/inventory.ts';

/** A configuration as flat members in S3's own terms and order, without its id: `Schedule.Frequency` → `Weekly`. */
export function inventoryMembers(
  inventory: Inventory | undefined,
): ReadonlyMap<string, readonly string[]> {
  const { Id, ...members } = inventory ?? {};
  return new Map(inventory ? flatten(members, '') : []);
}

type Member = readonly [path: string, values: readonly string[]];

function flatten(value: unknown, path: string): Member[] {
  if (Array.isArray(value)) return [[path, value.map(String)]];
  if (typeof value !== 'object' || value === null) return [[path, [String(value)]]];
  const members = Object.entries(value);
  // An encryption without a key is an element without content: <SSE-S3/>.
  if (members.length === 0) return [[path, ['yes']]];
  return members.flatMap(([name, member]) => flatten(member, path ? `${path}.${name}` : name));
}
