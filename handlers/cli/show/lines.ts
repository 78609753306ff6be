import type { Screen } from '../world.ts';

/** Prints lines. */
export function printLines(screen: Screen, lines: readonly string[]): void {
  screen.write(lines.map((line) => `${line}\n`).join(''));
}
