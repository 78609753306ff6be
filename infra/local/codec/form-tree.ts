import type { XmlTree } from './xml-reader.ts';

type Branch = Map<string, Branch | string>;

/**
 * A form of the query protocol as the tree that an XML document of the same content would be:
 * `Tags.member.1.Key=a` → `{ Tags: { member: [{ Key: 'a' }] } }`.
 */
export function formTree(form: URLSearchParams): XmlTree {
  const root: Branch = new Map();
  for (const [key, value] of form) {
    const path = key.split('.');
    const name = path.pop() ?? key;
    branchAt(root, path).set(name, value);
  }
  return asTree(root);
}

function branchAt(root: Branch, path: readonly string[]): Branch {
  return path.reduce((branch, name) => {
    const known = branch.get(name);
    const next: Branch = known instanceof Map ? known : new Map();
    branch.set(name, next);
    return next;
  }, root);
}

/** Children with numbers for names are a list, in the order of the numbers. */
function asTree(node: Branch | string): XmlTree {
  if (typeof node === 'string') return node;
  const isList = node.size > 0 && [...node.keys()].every((name) => /^\d+$/.test(name));
  if (!isList) {
    return Object.fromEntries([...node].map(([name, child]) => [name, asTree(child)]));
  }
  const inOrder = [...node].sort(([a], [b]) => Number(a) - Number(b));
  return inOrder.map(([, child]) => asTree(child));
}
