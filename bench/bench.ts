import { parseArgs } from 'node:util';
import { coldImport } from './figures/cold-import.ts';
import { type Figure, isMet, ratioOf } from './figures/figure.ts';
import { figureTable } from './figures/figure-table.ts';
import { inAProcess } from './figures/in-a-process.ts';
import { story } from './figures/story.ts';
import { sweeps } from './figures/sweep.ts';
import { thousandBuckets } from './figures/thousand-buckets.ts';
import { givens } from './scale/givens.ts';
import { scaleTables } from './scale/print-scale.ts';

// npm run bench [-- --json]: the figures that we promise, each beside a floor that is measured in the same run.
// Ends with 1 if a promise is not kept.
// npm run bench -- sweep [--all]: those of the sweep alone; with --all also of a million buckets, for which one should have an hour.
// npm run bench -- scale: the arithmetic of a sweep of ten million buckets, which measures nothing.

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, all: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [part] = positionals;
if (part === 'scale') console.log(scaleTables(givens));
else report(part === 'sweep' ? await sweeps(values) : await everything());

async function everything(): Promise<Figure[]> {
  return [
    ...(await inAProcess('warm-event-process.ts')),
    ...(await coldImport()),
    ...(await thousandBuckets()),
    await story(),
    ...(await inAProcess('storm-process.ts')),
    ...(await sweeps(values)),
  ];
}

function report(figures: readonly Figure[]): void {
  console.log(values.json ? asJson(figures) : figureTable(figures));
  process.exitCode = figures.some((figure) => isMet(figure) === false) ? 1 : 0;
}

function asJson(measured: readonly Figure[]): string {
  const figures = measured.map((figure) => ({
    ...figure,
    ratio: ratioOf(figure),
    ok: isMet(figure),
  }));
  return JSON.stringify({ version: 1, figures }, undefined, 2);
}
