import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../../infra/local/random.ts';

function draws(seed: number, count: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
}

describe('seededRandom', () => {
  test('repeats itself for the same seed', () => {
    expect(draws(42, 100)).toEqual(draws(42, 100));
  });

  test('differs for a neighbouring seed', () => {
    expect(draws(42, 3)).not.toEqual(draws(43, 3));
  });

  test('stays in [0, 1) and fills it evenly', () => {
    const tenths = new Array<number>(10).fill(0);

    for (const draw of draws(7, 10_000))
      tenths[Math.floor(draw * 10)] = (tenths[Math.floor(draw * 10)] ?? 0) + 1;

    expect(tenths).toHaveLength(10);
    expect(Math.min(...tenths)).toBeGreaterThan(850);
  });
});
