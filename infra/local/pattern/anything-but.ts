import { invalidPattern } from './invalid-pattern.ts';
import type { Scalar } from './leaves.ts';
import { readPlainStringTest, type StringOperator, stringOperators } from './strings.ts';

type Test = (value: Scalar) => boolean;

/**
 * A value, a list of strings or of numbers, or one string operator with a string or a list of them.
 * Fits a value of another type, null included; a missing field has no value to fit (AWS facts D.1).
 *
 * @throws AwsError `InvalidEventPatternException`.
 */
export function readAnythingBut(operand: unknown): Test {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    return readButNot(operand);
  }
  const excluded = readExcluded(Array.isArray(operand) ? operand : [operand]);
  return (value) => !excluded.has(value);
}

function readExcluded(values: readonly unknown[]): ReadonlySet<unknown> {
  if (values.length === 0) throw invalidPattern('Empty arrays are not allowed');
  const kinds = new Set(values.map((value) => typeof value));
  if (![...kinds].every((kind) => kind === 'string' || kind === 'number')) {
    throw invalidPattern('Inside anything but list, start|null|boolean is not supported.');
  }
  if (kinds.size > 1) {
    throw invalidPattern(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  }
  return new Set(values);
}

function readButNot(operand: object): Test {
  const [entry, ...others] = Object.entries(operand);
  if (!entry || others.length > 0) throw invalidPattern('Only one key allowed in match expression');
  const [operator, texts] = entry;
  if (!isStringOperator(operator)) {
    throw invalidPattern(`Unsupported anything-but pattern: ${operator}`);
  }
  const tests = readTexts(operator, texts).map((text) => readPlainStringTest(operator, text));
  return (value) => typeof value !== 'string' || !tests.some((test) => test(value));
}

function readTexts(operator: StringOperator, texts: unknown): readonly unknown[] {
  const list = Array.isArray(texts) ? texts : [texts];
  if (list.length === 0) throw invalidPattern('Empty arrays are not allowed');
  if (list.includes('') && operator !== 'wildcard') {
    throw invalidPattern(`Null ${operator} not allowed`);
  }
  return list;
}

function isStringOperator(name: string): name is StringOperator {
  return stringOperators.some((operator) => operator === name);
}
