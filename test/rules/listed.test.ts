import { describe, expect, test } from '@jest/globals';
import { listed } from '../../rules/listed.ts';

const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

describe('listed', () => {
  test('few are named', () => {
    expect(listed(['a', 'b'])).toBe('a, b');
  });

  test('of many five are named, and the others counted', () => {
    expect(listed(seven)).toBe('a, b, c, d, e and 2 more');
  });

  test('so are those that are not at hand', () => {
    expect(listed(['a', 'b'], 1_211)).toBe('a, b and 1,209 more');
  });

  test('nobody is nothing, however many there are said to be', () => {
    expect(listed([], 7)).toBe('');
  });

  test('something else may stand between them', () => {
    expect(listed(['a', 'b'], 2, '; ')).toBe('a; b');
  });
});
