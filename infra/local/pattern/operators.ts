import { readAnythingBut } from './anything-but.ts';
import { readCidr } from './cidr.ts';
import { invalidPattern } from './invalid-pattern.ts';
import type { Scalar } from './leaves.ts';
import { readNumeric } from './numeric.ts';
import { readStringTest, type StringOperator, stringOperators } from './strings.ts';

/** Whether one value of an event fits one element of a pattern's list. */
export type Test = (value: Scalar) => boolean;

const operators: ReadonlyMap<string, (operand: unknown) => Test> = new Map([
  ...stringOperators.map((operator) => [operator, stringOperator(operator)] as const),
  ['anything-but', readAnythingBut],
  ['numeric', readNumeric],
  ['cidr', readCidr],
  ['exists', existsTest],
]);

/**
 * One element of a pattern's list: a plain value, or an object with one operator (AWS facts D.1).
 *
 * @throws AwsError `InvalidEventPatternException`.
 */
export function readTest(element: unknown): Test {
  if (Array.isArray(element)) {
    throw invalidPattern('Match value must be String, number, true, false, or null');
  }
  if (typeof element !== 'object' || element === null) return (value) => value === element;
  const [operator, ...others] = Object.entries(element);
  if (!operator) throw invalidPattern('Empty objects are not allowed');
  if (others.length > 0) throw invalidPattern('Only one key allowed in match expression');
  const [name, operand] = operator;
  const read = operators.get(name);
  if (!read) throw invalidPattern(`Unrecognized match type ${name}`);
  return read(operand);
}

export function isExists(element: unknown): element is { readonly exists: unknown } {
  return typeof element === 'object' && element !== null && 'exists' in element;
}

/** @throws AwsError `InvalidEventPatternException` for anything but true and false. */
export function readExists(operand: unknown): boolean {
  if (typeof operand === 'boolean') return operand;
  throw invalidPattern('exists match pattern must be either true or false.');
}

/** Asked of a value that is there; absence is the field's own question. */
function existsTest(operand: unknown): Test {
  const wanted = readExists(operand);
  return () => wanted;
}

function stringOperator(operator: StringOperator): (operand: unknown) => Test {
  return (operand) => {
    const test = readStringTest(operator, operand);
    return (value) => typeof value === 'string' && test(value);
  };
}
