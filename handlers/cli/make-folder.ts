import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, parents included. Node's own recursive mkdir never ends where nobody may create anything, as in /proc.
 *
 * @throws Error with the operating system's code.
 */
export async function makeFolder(folder: string): Promise<void> {
  const { code } = await mkdir(folder).then(() => ({ code: '' }), errorOf);
  if (code === '') return;
  if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
  if (code !== 'ENOENT' || dirname(folder) === folder) throw new Error(`no folder (${code})`);
  await makeFolder(dirname(folder));
  await mkdir(folder);
}

function errorOf(error: unknown): { readonly code: string } {
  return { code: (error as NodeJS.ErrnoException).code ?? String(error) };
}
