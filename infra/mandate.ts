import { readFile } from 'node:fs/promises';
import type { Mandate } from '../rules/mandate.ts';
import { KnownFailure } from './aws/failure.ts';

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
