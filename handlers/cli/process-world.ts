import { untilParentIsGone } from './until-parent-is-gone.ts';
import { wantsColour } from './wants-colour.ts';
import type { Screen, World } from './world.ts';

/** The world of a command that runs as a process of its own. */
export function processWorld(): World {
  const environment = process.env;
  const outIsBroken = untilBroken(process.stdout);
  void untilBroken(process.stderr);
  return {
    environment,
    out: screenOn(process.stdout, environment),
    err: screenOn(process.stderr, environment),
    connect: async (mandateFile) => {
      const { connectHub } = await import('../../infra/connect-hub.ts');
      return connectHub(environment, mandateFile);
    },
    ...(process.stdin.isTTY && { ask }),
    untilStopped: () => Promise.race([untilSignal(), untilParentIsGone(), outIsBroken]),
  };
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return lines.question(question).finally(() => lines.close());
}

function screenOn(stream: NodeJS.WriteStream, environment: World['environment']): Screen {
  return {
    write: (text) => void stream.write(text),
    drained: () => drained(stream),
    isTerminal: stream.isTTY === true,
    colour: wantsColour(stream.isTTY === true, environment),
  };
}

/** Whoever does not read along any more is not waited for. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (!stream.writableNeedDrain || stream.destroyed) return Promise.resolve();
  const endings = ['drain', 'close', 'error'] as const;
  return new Promise((resolve) => {
    const end = () => {
      for (const event of endings) stream.off(event, end);
      resolve();
    };
    for (const event of endings) stream.on(event, end);
  });
}

/** Whoever read along has enough (`| head`): what else is written is lost, and nobody is to blame. */
function untilBroken(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.on('error', () => resolve());
  });
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
