import { readFile } from 'node:fs/promises';
import { KnownFailure } from '../../infra/aws/failure.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'that is a folder',
  EACCES: 'it may not be read',
};

/**
 * The bytes of a file that somebody named.
 *
 * @param remedy how to name another one.
 * @throws KnownFailure `unreadable`, in one line.
 */
export async function readDocument(file: string, remedy: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    const reason = `${file}: ${reasons[code] ?? message}; ${remedy}`;
    throw new KnownFailure('unreadable', reason, { cause });
  }
}
