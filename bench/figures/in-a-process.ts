import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/**
 * Has a module of this folder measure in a process of its own.
 *
 * @param argument is given to it as JSON.
 * @returns what it sends: figures, if nobody says otherwise.
 */
export async function inAProcess<Result = Figure[]>(
  module: string,
  argument: object = {},
): Promise<Result> {
  const child = fork(join(import.meta.dirname, module), [JSON.stringify(argument)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${module} ended with ${code}`);
  });
  const [result] = await Promise.race([once(child, 'message'), failed]);
  return result as Result;
}
