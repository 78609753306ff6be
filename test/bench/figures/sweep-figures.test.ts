import { expect, it } from '@jest/globals';
import { isMet } from '../../../bench/figures/figure.ts';
import type { SweepEffort } from '../../../bench/figures/sweep/sweep-effort.ts';
import { sweepFigures } from '../../../bench/figures/sweep/sweep-figures.ts';

const usual: SweepEffort = {
  buckets: 10_000,
  corrected: 0,
  cpu: 2,
  bareCpu: 1.5,
  organizationCpu: 1,
  calls: 1.1,
  leastReadUnits: 0.05,
  readUnits: 0.08,
  ledgerWrites: 200,
  memory: 10,
  kept: 0,
  organizationMemory: 300,
};
const drifted = { ...usual, corrected: 500, calls: 1.4, ledgerWrites: 1_200 };

function broken(effort: SweepEffort): string[] {
  const figures = sweepFigures({ usual, others: [effort], drifted });
  return figures.filter((figure) => isMet(figure) === false).map(({ name }) => name);
}

const large = { ...usual, buckets: 100_000 };

it('takes a busy machine for no growth, but growth for growth', () => {
  expect(broken({ ...large, cpu: 4, bareCpu: 3 })).toEqual([]);
  expect(broken({ ...large, cpu: 2.3 })).toEqual([
    'sweep of 100000 buckets, CPU each',
    'sweep of 100000 buckets, CPU each in floors, beside 10000',
  ]);
});

it('does not bear memory that grows with the buckets', () => {
  expect(broken({ ...large, memory: 100 })).toEqual([
    'sweep of 100000 buckets, memory, no more than at 10000',
  ]);
});

it('tells what a correction takes beyond a look', () => {
  const figures = sweepFigures({ usual, others: [], drifted });
  const values = figures.filter(({ name }) => name.includes('corrected'));
  expect(values.slice(0, 2).map(({ value }) => Number(value.toFixed(6)))).toEqual([6, 2]);
});
