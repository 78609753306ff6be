import { glob } from 'node:fs/promises';
import { repository } from '../repository.ts';

/** What others wrote, or a tool did. */
const elsewhere = ['node_modules', 'dist', '.cache', '.git', '.aws-sam'];

/** Files of the repository that match a pattern, as paths from its top, sorted. */
export async function ourFiles(pattern: string): Promise<string[]> {
  const exclude = (path: string) => elsewhere.includes(path.split('/').at(-1) ?? '');
  const found = await Array.fromAsync(glob(pattern, { cwd: repository, exclude }));
  return found.sort();
}
