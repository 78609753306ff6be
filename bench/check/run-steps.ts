import { styleText } from 'node:util';
import type { Verdict } from './command.ts';

export interface Step {
  readonly name: string;
  run(): Promise<Verdict>;
}

/** How many steps run side by side: as many as a small machine has cores. */
const AT_ONCE = 2;

/**
 * Runs all steps, failed ones or not, and prints a line for each as it ends: with its note if it has one,
 * and with its output if it failed.
 *
 * @returns the names of those that failed.
 */
export async function runSteps(steps: readonly Step[]): Promise<readonly string[]> {
  const failed: string[] = [];
  const waiting = [...steps];
  async function work(): Promise<void> {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const ok = await runStep(step);
      if (!ok) failed.push(step.name);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}

async function runStep({ name, run }: Step): Promise<boolean> {
  const start = performance.now();
  const { ok, output, note } = await run().catch(failure);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1).padStart(5);
  const mark = ok ? styleText('green', '✓') : styleText('red', '✗');
  console.log(`${mark} ${name.padEnd(36)} ${seconds} s`);
  if (note) console.log(indented(note));
  if (!ok) console.log(indented(output));
  return ok;
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
