import { describe, expect, test } from '@jest/globals';
import { hasWildcard, meetsGlob } from '../../rules/glob.ts';

describe('meetsGlob', () => {
  test.each([
    // literal
    ['Audit', 'Audit', true],
    ['Audit', 'audit', false],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    // inside a segment
    ['eu-*', 'eu-west-1', true],
    ['*', '', true],
    ['*', 'a/b', false],
    ['a*c', 'abbbc', true],
    ['a*c', 'ab/c', false],
    ['?', 'é', true],
    ['?', '😀', true],
    ['?', '/', false],
    ['?', '', false],
    // across segments
    ['Workloads/*', 'Workloads/Production', true],
    ['Workloads/*', 'Workloads/Production/Cards', false],
    ['Workloads/**', 'Workloads/Production/Cards', true],
    ['Workloads/**', 'Workloads', true],
    ['Workloads/**', 'WorkloadsOld', false],
    ['**/Cards', 'Cards', true],
    ['**/Cards', 'Workloads/Cards', true],
    ['**/Cards', 'MyCards', false],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['a/**/z', 'az', false],
    ['**', '', true],
    ['**', 'a/b', true],
    ['***', 'a/b', true],
    ['arn:**:role/x', 'arn:aws:iam::111111111111:path/role:role/x', true],
  ])('%s and %j: %s', (glob, text, answer) => {
    expect(meetsGlob(glob, text)).toBe(answer);
  });

  test('a nasty glob over a long text comes to an end', () => {
    const glob = `${'*a'.repeat(40)}${'**'.repeat(20)}b`;

    const answer = meetsGlob(glob, 'a'.repeat(5_000));

    expect(answer).toBe(false);
  });

  test('more globs than are remembered are still answered', () => {
    const answers = Array.from({ length: 2_500 }, (_, n) =>
      meetsGlob(`bucket-${n}*`, `bucket-${n}-x`),
    );

    expect(answers).not.toContain(false);
  });
});

describe('hasWildcard', () => {
  test.each([
    ['eu-west-1', false],
    ['eu-*', true],
    ['eu-west-?', true],
  ])('%s: %s', (glob, answer) => {
    expect(hasWildcard(glob)).toBe(answer);
  });
});
