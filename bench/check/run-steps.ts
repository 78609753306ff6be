import { styleText } from 'node:util';
import type { Verdict } from './command.ts';

export interface Step {
  readonly name: string;
  run(): Promise<Verdict>;
}

/** What came of all steps, in the order in which they ended. */
export interface Sum {
  /** Names of steps. */
  readonly failed: readonly string[];
  /** Names of judges that are not installed. */
  readonly missed: readonly string[];
}

/** How many steps run side by side: as many as a small machine has cores. */
const AT_ONCE = 2;

/**
 * Runs all steps, failed ones or not, and prints a line for each as it ends: with its note if it has one,
 * and with its output if it failed.
 */
export async function runSteps(steps: readonly Step[]): Promise<Sum> {
  const failed: string[] = [];
  const missed: string[] = [];
  const waiting = [...steps];
  async function work(): Promise<void> {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const verdict = await runStep(step);
      if (!verdict.ok) failed.push(step.name);
      missed.push(...(verdict.missed ?? []));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { failed, missed };
}

/** The last line: what failed, or else that all is well, as far as anybody looked. */
export function conclusion({ failed, missed }: Sum): string {
  if (failed.length > 0) return `failed: ${failed.join('; ')}`;
  return missed.length > 0 ? `all is well, but not looked at: ${missed.join(', ')}` : 'all is well';
}

async function runStep({ name, run }: Step): Promise<Verdict> {
  const start = performance.now();
  const verdict = await run().catch(failure);
  const { ok, output, note } = verdict;
  const seconds = ((performance.now() - start) / 1_000).toFixed(1).padStart(5);
  console.log(`${markOf(verdict)} ${name.padEnd(36)} ${seconds} s`);
  if (note) console.log(indented(note));
  if (!ok) console.log(indented(output));
  return verdict;
}

function markOf({ ok, missed = [] }: Verdict): string {
  if (!ok) return styleText('red', '✗');
  return missed.length > 0 ? styleText('yellow', '–') : styleText('green', '✓');
}

function failure(error: Error): Verdict {
  return { ok: false, output: `${error}` };
}

function indented(output: string): string {
  return output
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
