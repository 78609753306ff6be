import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

export type Path = readonly (string | number)[];

/** A value of a YAML document that remembers where it stands. */
export interface Located {
  readonly value: unknown;
  /** In characters from the beginning of the document. */
  readonly offset: number;
  /** Of a scalar: as it is written. */
  readonly source?: string | undefined;
  /** What a mapping or list holds; of a list the keys are its indices. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** How many values this one is, with all inside it and every alias spelled out. */
  readonly size: number;
}

interface Entry {
  readonly keyOffset: number;
  readonly located: Located;
}

/** Something wrong at an offset. */
export interface Fault {
  readonly offset: number;
  readonly path?: Path;
  readonly message: string;
  /** Set when there is no telling what the document means: it is not looked at any further. */
  readonly fatal?: true;
}

/** Far more than a mandate needs; aliases of aliases grow by powers and stop here. */
const MOST_VALUES = 50_000;
const DEEPEST = 32;

interface Walk {
  readonly anchors: Map<string, Located>;
  readonly faults: Fault[];
}

/**
 * Turns parsed YAML into located values. Aliases and `<<` merges are followed; nothing is copied, so a bomb of aliases
 * costs nothing before it is refused.
 *
 * @param faults collects what is wrong: duplicate keys and keys that are no text leave the rest readable; unknown anchors,
 * and what is too deep or too large, are fatal.
 */
export function locate(root: ParsedNode, faults: Fault[]): Located {
  return visit(root, [], { anchors: new Map(), faults });
}

function visit(node: ParsedNode, path: Path, walk: Walk): Located {
  const [offset] = node.range;
  if (path.length > DEEPEST) return fatal('nested too deeply for a mandate', offset, walk);
  if (isAlias(node)) return visitAlias(node.source, offset, walk);
  const located = bounded(visitContent(node, path, walk), walk);
  if (node.anchor) walk.anchors.set(node.anchor, located);
  return located;
}

function bounded(located: Located, walk: Walk): Located {
  if (located.size <= MOST_VALUES) return located;
  return fatal(`more than ${MOST_VALUES} values, aliases spelled out`, located.offset, walk);
}

function fatal(message: string, offset: number, { faults }: Walk): Located {
  faults.push({ offset, message, fatal: true });
  return nothing(offset);
}

function visitAlias(anchor: string, offset: number, walk: Walk): Located {
  const known = walk.anchors.get(anchor);
  return known
    ? { ...known, offset }
    : fatal(`no anchor &${anchor} before this alias`, offset, walk);
}

function visitContent(node: Exclude<ParsedNode, Alias.Parsed>, path: Path, walk: Walk): Located {
  if (isMap(node)) return visitMap(node, path, walk);
  if (isSeq(node)) return visitList(node, path, walk);
  const { value, source, range } = node;
  return { value, source, offset: range[0], entries: new Map(), size: 1 };
}

function visitList({ items, range }: YAMLSeq.Parsed, path: Path, walk: Walk): Located {
  const found = items.map((item, index) => visit(item, [...path, index], walk));
  const value = found.map((item) => item.value);
  const entries = found.map((located, index): [string, Entry] => [
    String(index),
    { keyOffset: located.offset, located },
  ]);
  return { value, offset: range[0], entries: new Map(entries), size: sizeOf(found) };
}

function visitMap({ items, range }: YAMLMap.Parsed, path: Path, walk: Walk): Located {
  const entries = new Map<string, Entry>();
  for (const { key, value } of items) {
    const name = keyName(key, walk);
    if (name === undefined) continue;
    const here = [...path, name];
    const located = value ? visit(value, here, walk) : nothing(key.range[1]);
    if (entries.has(name)) walk.faults.push(repeated(here, key.range[0]));
    else entries.set(name, { keyOffset: key.range[0], located });
  }
  return mapping(merged(entries, walk), range[0]);
}

/** What is written out wins over what is merged by `<<`, and an earlier source over a later one. */
function merged(entries: Map<string, Entry>, walk: Walk): ReadonlyMap<string, Entry> {
  const merge = entries.get('<<');
  if (!merge) return entries;
  entries.delete('<<');
  const sources = mergeSources(merge.located, walk).toReversed();
  return new Map([...sources.flatMap((source) => [...source.entries]), ...entries]);
}

/** The text of a key; `undefined`, with a fault, for what cannot be one. */
function keyName(key: ParsedNode, { faults }: Walk): string | undefined {
  const name = isScalar(key) ? (typeof key.value === 'string' ? key.value : key.source) : undefined;
  if (name !== undefined && name !== '__proto__') return name;
  faults.push({ offset: key.range[0], message: 'expected a key that is plain text' });
  return undefined;
}

/** `<<` takes a mapping or a list of them. Anything else would leave a selector empty, and so meant for everyone. */
function mergeSources(located: Located, { faults }: Walk): readonly Located[] {
  const isList = Array.isArray(located.value);
  const sources = isList
    ? Array.from(located.entries.values(), (entry) => entry.located)
    : [located];
  for (const { value, offset } of sources.filter((source) => !isMapping(source))) {
    const message = `expected a mapping to merge, or a list of mappings; found ${JSON.stringify(value)}`;
    faults.push({ offset, message });
  }
  return sources.filter(isMapping);
}

function isMapping({ value }: Located): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function repeated(path: Path, offset: number): Fault {
  const message = `expected the key ${JSON.stringify(path.at(-1))} once; found it again`;
  return { offset, path, message };
}

function nothing(offset: number): Located {
  return { value: null, offset, entries: new Map(), size: 1 };
}

function mapping(entries: ReadonlyMap<string, Entry>, offset: number): Located {
  const found = Array.from(entries, ([name, { located }]) => [name, located.value] as const);
  const located = Array.from(entries.values(), (entry) => entry.located);
  return { value: Object.fromEntries(found), offset, entries, size: sizeOf(located) };
}

function sizeOf(located: readonly Located[]): number {
  return located.reduce((sum, { size }) => sum + size, 1);
}
