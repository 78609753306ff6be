import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const folders: string[] = [];

/** An empty folder that is gone when the tests of a file are through. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stocktake-'));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});
