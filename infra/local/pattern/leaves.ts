/** What an event holds at the end of a path. */
export type Scalar = string | number | boolean | null;

/** A value with the elements of arrays that lead to it. */
export interface Placed {
  readonly value: Scalar;
  readonly places: Places;
}

/** Which element was taken of each array on the way: no array, no entry. */
type Places = ReadonlyMap<readonly unknown[], number>;

const NOWHERE: Places = new Map();

/**
 * All values at a dotted path of an event; arrays are looked into, at any depth.
 * An object at the end of the path is no value, and neither is an empty array. A key may itself hold dots (AWS facts D.1).
 */
export function leavesAt(event: object, path: string): readonly Placed[] {
  const leaves: Placed[] = [];
  collect({ node: event, path, places: NOWHERE }, leaves);
  return leaves;
}

/** Whether one value of each list can be chosen so that no array is read at two of its elements at once. */
export function sharePlaces(
  lists: readonly (readonly Placed[])[],
  chosen: Places = NOWHERE,
): boolean {
  const [candidates, ...others] = lists;
  if (!candidates) return true;
  return candidates.some(
    ({ places }) => agree(places, chosen) && sharePlaces(others, union(places, chosen)),
  );
}

interface Walk {
  readonly node: unknown;
  /** What is left of the path; undefined at its end. */
  readonly path: string | undefined;
  readonly places: Places;
}

function collect({ node, path, places }: Walk, leaves: Placed[]): void {
  if (Array.isArray(node)) {
    node.forEach((element, index) => {
      collect({ node: element, path, places: new Map(places).set(node, index) }, leaves);
    });
  } else if (isObject(node)) {
    if (path !== undefined) collectMembers(node, { path, places }, leaves);
  } else if (path === undefined && node !== undefined) {
    leaves.push({ value: node as Scalar, places });
  }
}

/** Tries every beginning of the path as a key: `a.b.c` may be a, b, c or one key `a.b` with c in it. */
function collectMembers(
  node: Readonly<Record<string, unknown>>,
  { path, places }: { readonly path: string; readonly places: Places },
  leaves: Placed[],
): void {
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot);
    if (Object.hasOwn(node, key)) {
      collect({ node: node[key], path: path.slice(dot + 1), places }, leaves);
    }
  }
  if (Object.hasOwn(node, path)) collect({ node: node[path], path: undefined, places }, leaves);
}

function isObject(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === 'object' && node !== null;
}

function agree(a: Places, b: Places): boolean {
  for (const [array, index] of a) {
    const other = b.get(array);
    if (other !== undefined && other !== index) return false;
  }
  return true;
}

function union(a: Places, b: Places): Places {
  if (a.size === 0) return b;
  return b.size === 0 ? a : new Map([...a, ...b]);
}
