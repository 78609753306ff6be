import type { Screen } from '../world.ts';

export interface Progress {
  readonly say: (text: string) => void;
  readonly end: () => void;
}

/** One line that rewrites itself, for a person who waits; silent in pipes and logs. */
export function progressOn(screen: Screen): Progress {
  const wipe = '\r\u001B[K';
  const write = screen.isTerminal ? screen.write : () => undefined;
  return { say: (text) => write(wipe + text), end: () => write(wipe) };
}
