import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownFailure } from '../../../infra/aws/failure.ts';
import { makeFolder } from '../make-folder.ts';

/** A file that is whole, under a name that says it is not to be used yet. */
export interface Draft {
  readonly folder: string;
  /** Its name once it is published. */
  readonly file: string;
  /** Hexadecimal, of its bytes. */
  readonly sha256: string;
}

/**
 * Writes the pieces of a file as they come.
 *
 * @throws KnownFailure `unreadable` when it cannot be written, and whatever the pieces throw. Nothing is left behind then.
 */
export async function draftFile(
  folder: string,
  file: string,
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<Draft> {
  const sha256 = createHash('sha256');
  const path = draftPath({ folder, file });
  await makeFolder(folder).catch((cause: Error) => {
    const message = `${folder} cannot be written to: ${cause.message}`;
    throw new KnownFailure('unreadable', message, { cause });
  });
  try {
    const handle = await open(path, 'w');
    try {
      for await (const piece of pieces) {
        sha256.update(piece);
        await handle.appendFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined); // the folder may be none
    throw unwritten(error, join(folder, file));
  }
  return { folder, file, sha256: sha256.digest('hex') };
}

/**
 * Gives files their names, in this order: who finds the last of them has all.
 *
 * @returns their paths.
 */
export async function publish(drafts: readonly Draft[]): Promise<string[]> {
  const paths: string[] = [];
  for (const draft of drafts) {
    const path = join(draft.folder, draft.file);
    await rename(draftPath(draft), path);
    paths.push(path);
  }
  return paths;
}

/** Takes away what will not be published after all. */
export async function discard(drafts: readonly Draft[]): Promise<void> {
  for (const draft of drafts) await rm(draftPath(draft), { force: true });
}

function draftPath({ folder, file }: Pick<Draft, 'folder' | 'file'>): string {
  return join(folder, `.${file}.partial`);
}

/** Errors of the file system have a code and a path; others are told as they are. */
function unwritten(error: unknown, path: string): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (!code || !syscall) return error;
  return new KnownFailure('unreadable', `${path} cannot be written: ${message}`, { cause: error });
}
