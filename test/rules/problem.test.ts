import { describe, expect, test } from '@jest/globals';
import { readMandateText } from '../../rules/mandate-text.ts';
import { formatProblem, problemsOf } from '../../rules/problem.ts';

describe('formatProblem', () => {
  test('names file, place and path', () => {
    const problem = { line: 12, column: 5, path: 'rules[0].where.units', message: 'expected more' };

    expect(formatProblem('mandate.yaml', problem)).toBe(
      'mandate.yaml:12:5 rules[0].where.units: expected more',
    );
  });

  test('has no path for the document as a whole', () => {
    expect(formatProblem('m.yaml', { line: 1, column: 1, message: 'expected more' })).toBe(
      'm.yaml:1:1 expected more',
    );
  });
});

describe('problemsOf', () => {
  const text = readMandateText('a:\n  b c: [x]\n');

  test('a value is where it is written, a key where the key is', () => {
    const path = ['a', 'b c'];

    const problems = problemsOf(text, [
      { path: [...path, 0], about: 'value', message: 'one' },
      { path, about: 'key', message: 'two' },
    ]);

    expect(problems).toEqual([
      { line: 2, column: 3, path: 'a["b c"]', message: 'two' },
      { line: 2, column: 9, path: 'a["b c"][0]', message: 'one' },
    ]);
  });

  test('what is nowhere is at the beginning', () => {
    const problems = problemsOf(text, [
      { path: ['x', 'y'], about: 'value', message: 'one' },
      { path: ['x', 'y'], about: 'key', message: 'two' },
    ]);

    expect(problems).toMatchObject([
      { line: 1, column: 1 },
      { line: 1, column: 1 },
    ]);
  });

  test('what would move the cursor of a terminal is shown escaped', () => {
    const message = 'found "\u001b[2J"';

    const [problem] = problemsOf(text, [{ path: ['a'], about: 'value', message }]);

    expect(problem?.message).toBe('found "\\u001b[2J"');
  });
});
