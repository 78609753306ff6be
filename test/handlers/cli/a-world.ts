import { run } from '../../../handlers/cli/run.ts';
import type { ExitCode, Screen, World } from '../../../handlers/cli/world.ts';
import type { Cloud } from '../../../infra/cloud.ts';

/** What a command did to the world that it was run in. */
export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

export interface WorldOptions {
  readonly environment?: World['environment'];
  readonly connect?: (mandateFile?: string) => Promise<Cloud>;
  readonly ask?: (question: string) => Promise<string>;
  readonly untilStopped?: () => Promise<void>;
  readonly colour?: boolean;
  readonly isTerminal?: boolean;
}

/** Runs a command line in a world of paper screens, without any way to AWS unless one is given. */
export async function runIn(options: WorldOptions, ...words: readonly string[]): Promise<Ran> {
  const out = aScreen(options);
  const err = aScreen(options);
  const code = await run(words, {
    environment: options.environment ?? {},
    out,
    err,
    connect: options.connect ?? (() => Promise.reject(new Error('no way to AWS in this test'))),
    ...(options.ask && { ask: options.ask }),
    untilStopped: options.untilStopped ?? (() => Promise.resolve()),
  });
  return { code, out: out.printed(), err: err.printed() };
}

export interface PaperScreen extends Screen {
  readonly printed: () => string;
}

/** A screen that keeps what was printed; no terminal and no colours unless told so. */
export function aScreen(
  options: { readonly colour?: boolean; readonly isTerminal?: boolean } = {},
): PaperScreen {
  let text = '';
  return {
    write: (more) => {
      text += more;
    },
    printed: () => text,
    colour: options.colour ?? false,
    isTerminal: options.isTerminal ?? false,
  };
}
