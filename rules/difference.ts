import type { Inventory } from './inventory.ts';

/** What differs between two configurations in canonical form, a sentence for each member; empty when nothing does. */
export function differences(observed: Inventory, wanted: Inventory): readonly string[] {
  const had = members(observed);
  const asked = members(wanted);
  const names = [...new Set([...had.keys(), ...asked.keys()])];
  return names.flatMap((name) => sentence(name, had.get(name), asked.get(name)) ?? []);
}

type Value = string | readonly string[];

/** The members that hold a value, by their path: `Schedule.Frequency`. */
function members(inventory: Inventory): ReadonlyMap<string, Value> {
  return new Map(walk('', inventory));
}

function walk(path: string, value: object): [string, Value][] {
  return Object.entries(value).flatMap(([name, member]): [string, Value][] => {
    const here = path ? `${path}.${name}` : name;
    if (Array.isArray(member)) return [[here, member]];
    if (typeof member !== 'object') return [[here, String(member)]];
    // S3 says SSE-S3 with an empty element: being there is its value.
    return Object.keys(member).length > 0 ? walk(here, member) : [[here, 'set']];
  });
}

function sentence(
  name: string,
  had: Value | undefined,
  asked: Value | undefined,
): string | undefined {
  if (typeof had !== 'string' && typeof asked !== 'string') return setSentence(name, had, asked);
  if (had === asked) return undefined;
  return `${name} is ${said(had)}, the mandate wants ${said(asked)}`;
}

function said(value: Value | undefined): string {
  return value === undefined || value === '' ? 'none' : String(value);
}

function setSentence(
  name: string,
  had: readonly string[] = [],
  asked: readonly string[] = [],
): string | undefined {
  const missing = asked.filter((entry) => !had.includes(entry));
  const extra = had.filter((entry) => !asked.includes(entry));
  const parts = [
    missing.length > 0 ? `lacks ${missing.join(', ')}` : '',
    extra.length > 0 ? `has ${extra.join(', ')}, which the mandate does not want` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${name} ${parts.join(' and ')}` : undefined;
}
