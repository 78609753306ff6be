import { invalidPattern } from './invalid-pattern.ts';
import type { Scalar } from './leaves.ts';

type Comparison = (value: number, bound: number) => boolean;

const comparisons: ReadonlyMap<unknown, Comparison> = new Map<unknown, Comparison>([
  ['=', (value, bound) => value === bound],
  ['<', (value, bound) => value < bound],
  ['<=', (value, bound) => value <= bound],
  ['>', (value, bound) => value > bound],
  ['>=', (value, bound) => value >= bound],
]);

/** The range in which EventBridge compares numbers (AWS facts D.1). */
const LARGEST = 5e9;

interface Term {
  readonly operator: unknown;
  readonly bound: number;
  readonly holds: Comparison;
}

/**
 * `["=", 5]`, `[">", 0]` or `[">", 0, "<=", 5]`: fits JSON numbers only, never a string of digits (AWS facts D.1).
 *
 * @throws AwsError `InvalidEventPatternException`.
 */
export function readNumeric(operand: unknown): (value: Scalar) => boolean {
  if (!Array.isArray(operand)) throw invalidPattern('Value of numeric must be an array.');
  const terms: Term[] = [];
  for (let at = 0; at < operand.length; at += 2) terms.push(readTerm(operand[at], operand[at + 1]));
  refuseOddRange(terms);
  return (value) =>
    typeof value === 'number' && terms.every(({ holds, bound }) => holds(value, bound));
}

function readTerm(operator: unknown, bound: unknown): Term {
  const holds = comparisons.get(operator);
  if (!holds) throw invalidPattern(`Unrecognized numeric range operator: ${String(operator)}`);
  if (typeof bound !== 'number')
    throw invalidPattern(`Value of ${String(operator)} must be numeric`);
  if (Math.abs(bound) > LARGEST) {
    throw invalidPattern('Value must be between -5.0E9 and 5.0E9, inclusive');
  }
  return { operator, bound, holds };
}

/** One comparison, or a lower bound followed by an upper one that is above it. */
function refuseOddRange([first, second, third]: readonly Term[]): void {
  if (!first) throw invalidPattern('Invalid member in numeric match: ]');
  if (!second) return;
  const isRange = isOne(first, '>') && isOne(second, '<');
  if (!isRange || third) throw invalidPattern('Too many terms in numeric range expression');
  if (first.bound >= second.bound) throw invalidPattern('Bottom must be less than top');
}

function isOne({ operator }: Term, direction: '<' | '>'): boolean {
  return operator === direction || operator === `${direction}=`;
}
