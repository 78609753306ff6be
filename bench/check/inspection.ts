import type { Verdict } from './command.ts';

/** A step that looks for faults: one that finds none is passed. */
export function inspection(findFaults: () => Promise<readonly string[]>): () => Promise<Verdict> {
  return async () => {
    const faults = await findFaults();
    return { ok: faults.length === 0, output: faults.join('\n') };
  };
}
