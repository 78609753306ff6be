import { type Ran, runIn } from '../handlers/cli/a-world.ts';
import type { House } from './house.ts';

/** Runs a command as an operator of the house. */
export function stocktake({ operator }: House, ...words: readonly string[]): Promise<Ran> {
  return runIn({ connect: async () => operator }, ...words);
}
