import { isFields } from './fields.ts';

/** A value in a template, and where it is. */
export interface Place {
  readonly path: string;
  /** The key it has in the nearest map above it: that of the list, for an element of a list. */
  readonly key: string;
  readonly node: unknown;
}

/** A node and all that is in it, from the outside in. */
export function everyPlace(node: unknown, path: string, key = ''): readonly Place[] {
  return [{ path, key, node }, ...inside(node, path, key)];
}

function inside(node: unknown, path: string, key: string): readonly Place[] {
  if (Array.isArray(node)) {
    return node.flatMap((element, index) => everyPlace(element, `${path}[${index}]`, key));
  }
  if (!isFields(node)) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    everyPlace(value, path === '' ? name : `${path}.${name}`, name),
  );
}
