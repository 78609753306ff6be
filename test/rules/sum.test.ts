import { expect, test } from '@jest/globals';
import { sumOf } from '../../rules/sum.ts';

test.each([
  [{}, 0],
  [{ 'eu-west-1': 3, 'us-east-1': 4 }, 7],
])('%j comes to %d', (counts, sum) => {
  expect(sumOf(counts)).toBe(sum);
});
