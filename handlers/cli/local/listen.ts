import { KnownFailure } from '../../../infra/aws/failure.ts';
import type { Screen } from '../world.ts';

/** The one that the documents name. */
const USUAL_PORT = 4577;

/**
 * Opens a server on the wished port; without a wish on 4577, or on a free one when that is taken, which it says.
 *
 * @param open opens it on a port, 0 for any; rejects with `EADDRINUSE` when the port is taken.
 * @throws KnownFailure `unreadable`, in one line, when the wished port cannot be had.
 */
export async function listen<Server extends { readonly port: number }>(
  wished: number | undefined,
  open: (port: number) => Promise<Server>,
  err: Pick<Screen, 'write'>,
): Promise<Server> {
  try {
    return await open(wished ?? USUAL_PORT);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (wished === undefined && code === 'EADDRINUSE') {
      const server = await open(0);
      err.write(`${USUAL_PORT} is taken: this one answers on ${server.port}\n`);
      return server;
    }
    const reason = code === 'EADDRINUSE' ? `port ${wished} is taken` : message;
    const advice = 'choose another with --port, or leave it out for a free one';
    throw new KnownFailure('unreadable', `${reason}; ${advice}`, { cause: error });
  }
}
