import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mandate } from '../rules/mandate.ts';
import { type BuiltFunction, buildFunction } from './build/build-function.ts';
import { checkMandate } from './build/check-mandate.ts';
import { functionNames } from './build/function-names.ts';
import { kilobytes } from './build/kilobytes.ts';
import { repository } from './repository.ts';

// npm run build [-- --mandate file] [--out folder]: every function of the hub, ready for Lambda, its mandate beside it.

/** Lambda fetches and unpacks the whole folder before it starts a function. */
const BUDGET_BYTES = 600_000;
/** It looks at the world with the doctor's eyes as well, starts a few times a day, and nobody waits for it. */
const BUDGET_OF_SWEEP = 900_000;

const { values } = parseArgs({
  options: {
    mandate: { type: 'string', default: join(repository, 'mandate.yaml') },
    out: { type: 'string', default: join(repository, 'dist') },
  },
});
const mandate = await checkMandate(values.mandate);
process.exitCode = mandate && (await buildAll(mandate, values.out)) ? 0 : 1;

/** Whether every function keeps to the budget. */
async function buildAll(mandate: Mandate, out: string): Promise<boolean> {
  let isWithinBudget = true;
  for (const name of await functionNames()) {
    const built = await buildFunction({ name, folder: join(out, name) }, mandate);
    const budget = name === 'sweep' ? BUDGET_OF_SWEEP : BUDGET_BYTES;
    console.log(`${name.padEnd(20)} ${describe(built, budget)}`);
    if (built.whole <= budget) continue;
    console.error(`${name}: the bundle is over its budget of ${kilobytes(budget)}`);
    isWithinBudget = false;
  }
  return isWithinBudget;
}

function describe({ start, whole, mandateReader }: BuiltFunction, budget: number): string {
  return [
    `${kilobytes(start)} at a cold start`,
    `${kilobytes(whole)} with what is loaded later (budget ${kilobytes(budget)})`,
    `${kilobytes(mandateReader)} more under MANDATE_FILE`,
  ].join(', ');
}
