import { readFile } from 'node:fs/promises';
import type { Mandate } from '../rules/mandate.ts';
import { KnownFailure } from './aws/failure.ts';
import { shortDigest } from './digest.ts';

/** Written beside the bundle by the build, already checked. */
const BUNDLED = new URL('./mandate.json', import.meta.url);

/**
 * The mandate in force: the YAML document `file`, or without one the mandate that the build checked and bundled.
 *
 * @throws KnownFailure `unreadable`, with the first error of the document: nothing is written while the mandate is in doubt.
 */
export async function loadMandate(file: string | undefined): Promise<Mandate> {
  try {
    return file
      ? await readDocument(file)
      : (JSON.parse(await readFile(BUNDLED, 'utf8')) as Mandate);
  } catch (error) {
    if (error instanceof KnownFailure) throw error;
    throw new KnownFailure(
      'unreadable',
      `the mandate cannot be read: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}

const digests = new WeakMap<Mandate, string>();

/**
 * A name for what a mandate says: 12 hexadecimal digits of the SHA-256 of its canonical form. The order of keys, comments
 * and defaults that are written out make no difference to it. Reckoned once for each mandate.
 */
export function mandateDigest(mandate: Mandate): string {
  const known = digests.get(mandate);
  if (known) return known;
  const digest = shortDigest(canonicalJson(mandate));
  digests.set(mandate, digest);
  return digest;
}

/** JSON whose keys are in the order of the alphabet at every depth. */
function canonicalJson(mandate: Mandate): string {
  return JSON.stringify(mandate, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

async function readDocument(file: string): Promise<Mandate> {
  // Loaded here because the parser is heavy and a bundled mandate does not need it.
  const { parseMandate } = await import('../rules/mandate.ts');
  const { formatProblem } = await import('../rules/problem.ts');
  const reading = parseMandate(await readFile(file), file);
  if (!reading.errors) return reading.mandate;
  const [first] = reading.errors;
  throw new KnownFailure(
    'unreadable',
    first ? formatProblem(file, first) : `${file} is no mandate`,
  );
}
