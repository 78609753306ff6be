import { parseArgs } from 'node:util';
import { coldImport } from './figures/cold-import.ts';
import { type Figure, isMet, ratioOf } from './figures/figure.ts';
import { figureTable } from './figures/figure-table.ts';
import { inAProcess } from './figures/in-a-process.ts';
import { story } from './figures/story.ts';
import { thousandBuckets } from './figures/thousand-buckets.ts';

// npm run bench [-- --json]: the figures that we promise, each beside a floor that is measured in the same run.
// Ends with 1 if a promise is not kept.

const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
const figures = [
  ...(await inAProcess('warm-event-process.ts')),
  ...(await coldImport()),
  ...(await thousandBuckets()),
  await story(),
  ...(await inAProcess('storm-process.ts')),
];
console.log(values.json ? asJson(figures) : figureTable(figures));
process.exitCode = figures.some((figure) => isMet(figure) === false) ? 1 : 0;

function asJson(measured: readonly Figure[]): string {
  const figures = measured.map((figure) => ({
    ...figure,
    ratio: ratioOf(figure),
    ok: isMet(figure),
  }));
  return JSON.stringify({ version: 1, figures }, undefined, 2);
}
