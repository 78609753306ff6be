import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { compilePattern } from '../../../infra/local/pattern.ts';

interface Vector {
  readonly name?: string;
  readonly event: object;
  readonly pattern: object;
  readonly matches?: boolean;
  readonly invalid?: boolean;
}

/** The verdicts of AWS's own engine, event-ruler 2.0.1: one decision a line. */
const vectors = readFileSync(new URL('event-patterns.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Vector);

function verdict({ pattern, event }: Vector): boolean | 'invalid' {
  try {
    return compilePattern(pattern)(event);
  } catch {
    return 'invalid';
  }
}

function reasonAgainst(pattern: unknown): string {
  try {
    compilePattern(pattern);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

function refuses(pattern: unknown, reason: string): void {
  expect(reasonAgainst(pattern)).toBe(`Event pattern is not valid. Reason: ${reason}`);
}

describe('compilePattern', () => {
  test('decides every recorded case as AWS does', () => {
    const wrong = vectors.filter(
      (vector) => verdict(vector) !== (vector.invalid ? 'invalid' : vector.matches),
    );

    expect(vectors).toHaveLength(735);
    expect(wrong).toEqual([]);
  });

  test.each([
    ['a key with dots in the pattern', { 'a.b': ['x'] }, { a: { b: 'x' } }],
    ['a key with dots in the event', { a: { b: ['x'] } }, { 'a.b': 'x' }],
    ['300 for 3.0e2', { a: [300] }, { a: 3.0e2 }],
    ['anything-but for null', { a: [{ 'anything-but': 'x' }] }, { a: null }],
    ['an empty prefix for any string', { a: [{ prefix: '' }] }, { a: 'x' }],
    ['an escaped asterisk', { a: [{ wildcard: 'a\\*b*' }] }, { a: 'a*bc' }],
    ['an escaped backslash', { a: [{ wildcard: 'a\\\\b' }] }, { a: 'a\\b' }],
    ['a wildcard for nothing', { a: [{ wildcard: 'a*b' }] }, { a: 'ab' }],
    ['an address of an IPv6 network', { a: [{ cidr: '2001:db8::/32' }] }, { a: '2001:db8::1' }],
    ['an address of an IPv4 network', { a: [{ cidr: '0.0.0.0/0' }] }, { a: '203.0.113.9' }],
  ])('takes %s', (_case, pattern, event) => {
    expect(compilePattern(pattern)(event)).toBe(true);
  });

  test.each([
    ['null against an empty array', { a: [null] }, { a: [] }],
    ['a JSON text as an object', { detail: { a: ['x'] } }, { detail: '{"a":"x"}' }],
    ['an empty wildcard for a text', { a: [{ wildcard: '' }] }, { a: 'x' }],
    ['overlapping ends of a wildcard', { a: [{ wildcard: 'aba*aba' }] }, { a: 'abaXba' }],
    ['ends that would share letters', { a: [{ wildcard: 'ab*ba' }] }, { a: 'aba' }],
    ['another IPv6 network', { a: [{ cidr: '2001:db8::/32' }] }, { a: '2001:db9::1' }],
    ['an IPv4 address in an IPv6 network', { a: [{ cidr: '::/0' }] }, { a: '10.0.0.1' }],
    ['a host name in a network', { a: [{ cidr: '10.0.0.0/8' }] }, { a: 'example' }],
    ['a number in a network', { a: [{ cidr: '10.0.0.0/8' }] }, { a: 10 }],
  ])('does not take %s', (_case, pattern, event) => {
    expect(compilePattern(pattern)(event)).toBe(false);
  });

  test('reads two lists of one event independently of each other', () => {
    const matches = compilePattern({ a: { k: ['1'] }, b: { k: ['2'] } });

    expect(matches({ a: [{ k: '0' }, { k: '1' }], b: [{ k: '2' }] })).toBe(true);
  });

  test.each([
    ['no object', ['x'], 'Filter is not an object'],
    ['nothing', {}, 'Empty objects are not allowed'],
    ['a bare string', { a: 'x' }, '"a" must be an object or an array'],
    ['an empty list', { a: [] }, 'Empty arrays are not allowed'],
    ['an unknown operator', { a: [{ EXISTS: true }] }, 'Unrecognized match type EXISTS'],
    [
      'two operators',
      { a: [{ prefix: 'a', suffix: 'b' }] },
      'Only one key allowed in match expression',
    ],
    [
      'a list in a list',
      { a: [['x']] },
      'Match value must be String, number, true, false, or null',
    ],
    ['two asterisks', { a: [{ wildcard: 'a**b' }] }, 'Consecutive wildcard characters at pos 2'],
    ['a strange escape', { a: [{ wildcard: 'a\\x' }] }, 'Invalid escape character at pos 2'],
    ['a prefix of 5', { a: [{ prefix: 5 }] }, 'prefix match pattern must be a string'],
    [
      'exists: "yes"',
      { a: [{ exists: 'yes' }] },
      'exists match pattern must be either true or false.',
    ],
    ['one alternative', { $or: [{ a: ['x'] }] }, 'Unrecognized match type a'],
    ['no range', { a: [{ numeric: 5 }] }, 'Value of numeric must be an array.'],
    [
      'an odd comparison',
      { a: [{ numeric: ['!=', 5] }] },
      'Unrecognized numeric range operator: !=',
    ],
    ['a text as bound', { a: [{ numeric: ['>', '5'] }] }, 'Value of > must be numeric'],
    ['an empty range', { a: [{ numeric: ['>', 5, '<', 5] }] }, 'Bottom must be less than top'],
    ['no mask', { a: [{ cidr: '10.0.0.0' }] }, "Malformed CIDR, one '/' required"],
    [
      'null in anything-but',
      { a: [{ 'anything-but': [null] }] },
      'Inside anything but list, start|null|boolean is not supported.',
    ],
    [
      'a mixed anything-but',
      { a: [{ 'anything-but': ['x', 1] }] },
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    ],
    [
      'an empty prefix in anything-but',
      { a: [{ 'anything-but': { prefix: '' } }] },
      'Null prefix not allowed',
    ],
    [
      'ignoring case inside anything-but',
      { a: [{ 'anything-but': { prefix: { 'equals-ignore-case': 'x' } } }] },
      'prefix match pattern must be a string',
    ],
    [
      'a list to equal',
      { a: [{ 'equals-ignore-case': ['x'] }] },
      'equals-ignore-case match pattern must be a string',
    ],
    [
      'a field beside and inside $or',
      { a: ['x'], $or: [{ a: ['y'] }, { b: ['z'] }] },
      '"a" stands both beside and inside "$or"',
    ],
  ])('refuses %s', (_case, pattern, reason) => {
    refuses(pattern, reason);
  });

  test('refuses more combinations than a rule may have', () => {
    const branches = [{ a: ['x'] }, { b: ['x'] }];
    const nested = (depth: number): object =>
      depth === 0
        ? { $or: branches }
        : { [`k${depth}`]: nested(depth - 1), [`l${depth}`]: nested(depth - 1) };

    refuses(nested(4), '"$or" makes more than 1000 combinations');
  });
});
