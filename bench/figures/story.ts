import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repository } from '../repository.ts';
import type { Figure } from './figure.ts';

const run = promisify(execFile);

/** How long somebody waits who sees the demonstration for the first time: `npm start -- --once`. */
export async function story(): Promise<Figure> {
  const start = performance.now();
  await run('npm', ['start', '--silent', '--', '--once'], { cwd: repository });
  const value = (performance.now() - start) / 1_000;
  return { name: 'npm start -- --once', unit: 's', value, target: { value: 10 } };
}
