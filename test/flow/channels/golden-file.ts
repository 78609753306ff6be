import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@jest/globals';
import { repository } from '../../../bench/repository.ts';

const folder = join(repository, 'test', 'golden');

/** The names of all such files, in order. */
export function goldenFiles(): readonly string[] {
  return globSync('**/*.*', { cwd: folder }).sort();
}

/**
 * Holds a text against the file that says how it should be, byte by byte: `test/golden/<name>`.
 * With `GOLDEN=write` in the environment the file becomes what the text is; then read the difference before you commit it.
 */
export function expectGolden(name: string, text: string): void {
  const file = join(folder, name);
  if (process.env.GOLDEN === 'write') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }
  expect(`${text}\n`).toBe(readFileSync(file, 'utf8'));
}
