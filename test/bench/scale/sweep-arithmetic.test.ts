import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { givens } from '../../../bench/scale/givens.ts';
import { scaleTables } from '../../../bench/scale/print-scale.ts';
import {
  expensesOf,
  passThrough,
  usesOf,
  wholeSweep,
} from '../../../bench/scale/sweep-arithmetic.ts';

/** Round numbers: 10 accounts of 500 buckets, 10 calls a second. */
const small = {
  ...givens,
  accounts: 10,
  buckets: 5_000,
  latency: 100,
  bucketsAtOnce: 10,
  regions: 3,
  callsAnAccount: 6,
  share: 1,
  cpuABucket: 5,
  organizationsRate: 2,
};

describe('an account', () => {
  it('takes its calls one after the other, and its buckets side by side', () => {
    // 6 calls and 2 pages of two calls, 0.1 s each; 500 buckets at 10 / 0.1 s.
    expect(passThrough(small)).toEqual({ buckets: 500, pages: 2, rate: 100, seconds: 6, steps: 1 });
  });

  it.each([
    { by: 'the core', given: { ...small, cpuABucket: 20 }, rate: 50 },
    { by: 'S3', given: small, s3Rate: 25, rate: 25 },
    { by: 'its own turns', given: { ...small, bucketsAtOnce: 2 }, rate: 20 },
  ])('is held up by $by', ({ given, s3Rate, rate }) => {
    expect(passThrough(given, s3Rate).rate).toBe(rate);
  });

  it('needs another step when one does not have the time', () => {
    expect(passThrough({ ...small, secondsAStep: 5 }).steps).toBe(2);
  });
});

describe('a sweep', () => {
  it('takes as many accounts at a time as it is told', () => {
    const { duration, bound } = wholeSweep(small, 5);
    expect({ duration, bound }).toEqual({ duration: 0.1 + 12, bound: 'accounts' });
  });

  it('waits for Organizations where more would do it no good', () => {
    const { duration, bound, s3Rate } = wholeSweep(small, 100);
    expect({ duration, bound, s3Rate }).toEqual({
      duration: 0.1 + 5,
      bound: 'organizations',
      s3Rate: 2 * 505,
    });
  });

  it('uses no published limit up at the size that is promised', () => {
    const uses = [10, 50, 100].flatMap((concurrency) => usesOf(givens, concurrency));
    expect(uses.filter(({ used, limit }) => !(used <= limit))).toEqual([]);
    const many = usesOf({ ...givens, accounts: 20_000 }, 10);
    expect(many.filter(({ used, limit }) => used > limit)).toHaveLength(1);
  });

  it('costs by its calls', () => {
    const [s3, , steps] = expensesOf(small).map(({ price }) => price);
    expect(s3).toBeCloseTo((5_050 * 0.005) / 1_000);
    expect(steps).toBeCloseTo((10 * 4 * 25) / 1e6);
  });
});

it('is in the documents as it is printed', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/scale.md'), 'utf8');
  for (const table of scaleTables(givens).split('\n\n')) expect(page).toContain(table);
});
