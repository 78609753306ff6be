import { invalidPattern } from './invalid-pattern.ts';
import { readWildcard } from './wildcard.ts';

export type StringOperator = (typeof stringOperators)[number];

/** The operators that look at strings alone. */
export const stringOperators = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'] as const;

type StringTest = (value: string) => boolean;

const readers: Readonly<Record<StringOperator, (text: string) => StringTest>> = {
  prefix: (text) => (value) => value.startsWith(text),
  suffix: (text) => (value) => value.endsWith(text),
  'equals-ignore-case': (text) => {
    const lower = text.toLowerCase();
    return (value) => value.toLowerCase() === lower;
  },
  wildcard: readWildcard,
};

/**
 * A string operator with its operand: a string, or for `prefix` and `suffix` also `{"equals-ignore-case": string}`.
 *
 * @throws AwsError `InvalidEventPatternException`.
 */
export function readStringTest(operator: StringOperator, operand: unknown): StringTest {
  const relaxed = ignoringCase(operator, operand);
  if (relaxed === undefined) return readPlainStringTest(operator, operand);
  const test = readPlainStringTest(operator, relaxed);
  return (value) => test(value.toLowerCase());
}

/** @throws AwsError `InvalidEventPatternException` unless the operand is a string. */
export function readPlainStringTest(operator: StringOperator, operand: unknown): StringTest {
  if (typeof operand === 'string') return readers[operator](operand);
  throw invalidPattern(`${operator} match pattern must be a string`);
}

/** The lower-cased operand of `{"prefix": {"equals-ignore-case": …}}`; undefined for any other form. */
function ignoringCase(operator: StringOperator, operand: unknown): string | undefined {
  if (operator !== 'prefix' && operator !== 'suffix') return undefined;
  if (typeof operand !== 'object' || operand === null) return undefined;
  const [entry, ...others] = Object.entries(operand);
  if (!entry || others.length > 0) throw invalidPattern('Only one key allowed in match expression');
  const [key, text] = entry;
  if (key !== 'equals-ignore-case') throw invalidPattern(`Unrecognized match type ${key}`);
  if (typeof text === 'string') return text.toLowerCase();
  throw invalidPattern('equals-ignore-case match pattern must be a string');
}
