import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Answer, openRuntimeApi, type RuntimeApi } from './runtime-api.ts';

/** A built function, running in a process of its own as in Lambda. */
export interface Sandbox {
  invoke(event: unknown): Promise<Answer>;
  /** Everything that the function has written to its log. */
  log(): string;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** The folder that Lambda would unpack. */
  readonly folder: string;
  /** What Lambda would set: settings, region and credentials. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts a function behind a Runtime API of its own. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const api = await openRuntimeApi();
  const child = start(options, api);
  let log = '';
  child.stdout?.on('data', (chunk) => (log += chunk));
  child.stderr?.on('data', (chunk) => (log += chunk));
  // The last line of the log is there by then.
  const closed = once(child, 'close');
  void closed.then(([code]) => api.giveUp(`the runtime ended with ${code}: ${log}`));
  const stop = async () => {
    child.kill();
    await closed;
    await api.close();
  };
  let stopping: Promise<void> | undefined;
  return {
    invoke: api.invoke,
    log: () => log,
    close() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Nothing of our own environment gets in but what finds Node itself. */
function start({ folder, environment }: SandboxOptions, { address }: RuntimeApi): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'bootstrap.mjs')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_FUNCTION_NAME: 'stocktake-bucket-changed',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      ...environment,
      AWS_LAMBDA_RUNTIME_API: address,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'index.handler',
    },
  });
}
