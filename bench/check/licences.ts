import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../repository.ts';

/** Licences that let anybody use what is licensed, for anything. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0', // data, of a development tool
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
]);

interface Lock {
  readonly packages: Readonly<Record<string, { readonly license?: string }>>;
}

/** A line for every package of the lock whose licence is not known to be permissive. */
export async function licenceFaults(): Promise<readonly string[]> {
  const lock: Lock = JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages).flatMap(([path, { license = 'none' }]) =>
    isPermissive(license) ? [] : [`${path || 'the project itself'}: licence ${license}`],
  );
}

/** `(MIT OR CC0-1.0)`: any of them will do. */
function isPermissive(expression: string): boolean {
  const choices = expression.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => permissive.has(choice));
}
