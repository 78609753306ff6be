import type * as z from 'zod';

/** Something wrong with a seed, and where. */
export interface SeedFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Whether the key itself is the trouble, and not its value. */
  readonly isAboutKey?: boolean;
}

/** zod's issues in the words of a seed: a missing key is told from a wrong value, an unknown key is pointed at. */
export function readFault(issue: z.core.$ZodIssue, document: unknown): readonly SeedFault[] {
  const { message } = issue;
  const path = pathIn(document, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: 'unknown key',
      isAboutKey: true,
    }));
  }
  if (path.length === 0)
    return [{ path, message: 'expected an organization, as docs/local.md shows one' }];
  if (issue.code === 'invalid_type' && valueAt(document, path) === undefined) {
    const missing = String(path.at(-1));
    return [{ path: path.slice(0, -1), message: `${missing} is missing: ${message}` }];
  }
  const isAboutKey = issue.code === 'custom' && issue.params?.isAboutKey === true;
  return [{ path, message, isAboutKey }];
}

/** What stands alone where a list may be, like one Statement, is judged as the list's only entry. */
function pathIn(document: unknown, path: SeedFault['path']): SeedFault['path'] {
  const found: PropertyKey[] = [];
  for (const step of path) {
    const isImplied = typeof step === 'number' && !Array.isArray(valueAt(document, found));
    if (!isImplied) found.push(step);
  }
  return found;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined,
    document,
  );
}
