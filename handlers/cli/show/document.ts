import type { Screen } from '../world.ts';

/** Prints the one JSON document of a command, for machines. */
export function printDocument(screen: Screen, members: object): void {
  screen.write(`${JSON.stringify({ version: 1, ...members }, undefined, 2)}\n`);
}
