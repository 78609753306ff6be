import { KnownFailure } from '../../../infra/aws/failure.ts';

/** The one that the documents name. */
const USUAL_PORT = 4577;

/**
 * Opens a server on the wished port; without a wish on 4577, or on a free one when that is taken.
 *
 * @param open opens it on a port, 0 for any; rejects with `EADDRINUSE` when the port is taken.
 * @throws KnownFailure `unreadable`, in one line, when the wished port cannot be had.
 */
export async function listen<Server>(
  wished: number | undefined,
  open: (port: number) => Promise<Server>,
): Promise<Server> {
  try {
    return await open(wished ?? USUAL_PORT);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (wished === undefined && code === 'EADDRINUSE') return open(0);
    const reason = code === 'EADDRINUSE' ? `port ${wished} is taken` : message;
    const advice = 'choose another with --port, or leave it out for a free one';
    throw new KnownFailure('unreadable', `${reason}; ${advice}`, { cause: error });
  }
}
