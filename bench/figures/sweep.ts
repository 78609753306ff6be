import type { Figure } from './figure.ts';
import { inAProcess } from './in-a-process.ts';
import type { SweepEffort } from './sweep/sweep-effort.ts';
import { sweepFigures } from './sweep/sweep-figures.ts';
import type { SweepSize } from './sweep/sweep-size.ts';

/** What the others are held against. */
const USUAL: SweepSize = { accounts: 100, buckets: 100 };
const SMALL: SweepSize = { accounts: 10, buckets: 100 };
const LARGE: SweepSize = { accounts: 1_000, buckets: 100 };
/** Takes the better part of an hour on a machine of its own, and about three gigabytes. */
const LARGEST: SweepSize = { accounts: 1_000, buckets: 1_000 };

/**
 * Sweeps of organizations of several sizes in which nothing is to be done, and one in which one bucket in twenty is to be
 * corrected, each in a process of its own, beside a client that looks at each bucket once and does nothing else.
 *
 * @param all whether the largest size is wanted, too.
 */
export async function sweeps({ all }: { readonly all: boolean }): Promise<Figure[]> {
  const usual = await sweepOf(USUAL);
  const others: SweepEffort[] = [];
  for (const size of [SMALL, LARGE, ...(all ? [LARGEST] : [])]) others.push(await sweepOf(size));
  const drifted = await sweepOf({ ...USUAL, oneDriftedIn: 20 });
  return sweepFigures({ usual, others, drifted });
}

function sweepOf(size: SweepSize): Promise<SweepEffort> {
  return inAProcess<SweepEffort>('sweep/sweep-process.ts', size);
}
