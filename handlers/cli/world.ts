import type { Cloud } from '../../infra/cloud.ts';

/** What surrounds a command: everything it may read, print to or reach. A test hands in its own. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the command was asked for, and nothing else. */
  readonly out: Screen;
  /** Complaints, warnings and progress. */
  readonly err: Screen;
  /**
   * The hub with the operator's rights; `mandateFile` is the mandate that plans are made from.
   * Throws a KnownFailure, in one clear line, when there is no way to it.
   */
  readonly connect: (mandateFile?: string) => Promise<Cloud>;
  /** Asks the person at the keyboard, and waits for a line; absent where there is none. */
  readonly ask?: (question: string) => Promise<string>;
  /** Resolves when somebody wants a serving command to end: a signal, or the parent process is gone. */
  readonly untilStopped: () => Promise<void>;
}

/** Somewhere to print to. */
export interface Screen {
  readonly write: (text: string) => void;
  /** Resolves once what was written has been taken; left out where whatever is written is. */
  readonly drained?: () => Promise<void>;
  /** A person is watching: progress makes sense. */
  readonly isTerminal: boolean;
  readonly colour: boolean;
}

/** 0 as wished · 1 failed · 2 something is left to do · 64 wrong usage (sysexits' EX_USAGE). */
export type ExitCode = 0 | 1 | 2 | 64;
