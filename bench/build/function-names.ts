import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { repository } from '../repository.ts';

/** Every function of the hub, named after its entry: a file of handlers/ that exports a `handler`. Sorted. */
export async function functionNames(): Promise<string[]> {
  const folder = join(repository, 'handlers');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const sources = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return files
    .filter((_, index) => /^export const handler\b/m.test(sources[index] ?? ''))
    .map((file) => basename(file, '.ts'));
}
