import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/**
 * Has a module of this folder measure in a process of its own.
 *
 * @returns the figures that it sends.
 */
export async function inAProcess(module: string): Promise<Figure[]> {
  const child = fork(join(import.meta.dirname, module), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${module} ended with ${code}`);
  });
  const [figures] = await Promise.race([once(child, 'message'), failed]);
  return figures as Figure[];
}
