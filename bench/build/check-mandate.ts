import { readFile } from 'node:fs/promises';
import { type Mandate, parseMandate } from '../../rules/mandate.ts';
import { formatProblem } from '../../rules/problem.ts';

/**
 * Reads the mandate that is to be bundled and tells, a line each, what is wrong with it.
 *
 * @returns undefined for one with mistakes: nothing is built that a function would refuse at run time.
 */
export async function checkMandate(file: string): Promise<Mandate | undefined> {
  const source = await readFile(file).catch((error: Error) => {
    console.error(`${file} cannot be read: ${error.message}`);
  });
  if (!source) return undefined;
  const reading = parseMandate(source, file);
  for (const problem of [...(reading.errors ?? []), ...reading.warnings]) {
    console.error(formatProblem(file, problem));
  }
  return reading.errors ? undefined : reading.mandate;
}
