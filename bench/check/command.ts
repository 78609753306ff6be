import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { repository } from '../repository.ts';

/** What came of a step: whether all is well, and what there is to say if not. */
export interface Verdict {
  readonly ok: boolean;
  readonly output: string;
  /** What is to be said in any case: lines on what was looked at, and what was not. */
  readonly note?: string;
  /** Who should have looked and is not installed; left out when everybody did. */
  readonly missed?: readonly string[];
}

/** Runs a command of node_modules/.bin, or one of the system, at the top of the repository. */
export function command(line: string): () => Promise<Verdict> {
  return () =>
    new Promise((resolve) => {
      const [name = '', ...args] = line.split(' ');
      const child = spawn(name, args, { cwd: repository, env: environment(), stdio: 'pipe' });
      let output = '';
      const collect = (chunk: Buffer) => {
        output += chunk.toString();
      };
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      child.on('error', ({ message }) => resolve({ ok: false, output: message }));
      child.on('close', (code) => resolve({ ok: code === 0, output }));
    });
}

/** The pinned Node comes first, and nobody colours what is shown only when it fails. */
function environment(): NodeJS.ProcessEnv {
  const bin = join(repository, 'node_modules', '.bin');
  const { PATH = '', FORCE_COLOR: _, ...rest } = process.env;
  return { ...rest, PATH: `${bin}${delimiter}${PATH}`, NO_COLOR: '1' };
}
