import { describe, expect, test } from '@jest/globals';
import { nearest } from '../../../handlers/cli/nearest.ts';

describe('nearest', () => {
  test.each([
    ['pln', 'plan'],
    ['enfroce', 'enforce'],
    ['statuss', 'status'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, ['plan', 'enforce', 'status'])).toBe(meant);
  });

  test('says nothing rather than something far-fetched', () => {
    expect(nearest('delete', ['plan', 'enforce', 'status'])).toBeUndefined();
  });
});
