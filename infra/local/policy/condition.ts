import { conditionKey, type RequestContext } from './condition-keys.ts';
import { fillIn } from './variables.ts';
import { isLike } from './wildcard.ts';

type Test = (value: string, wanted: string) => boolean;

const equals: Test = (value, wanted) => value === wanted;

/** IAM treats ArnEquals and ArnLike alike: both know wildcards. */
const tests: Readonly<Record<string, Test>> = {
  StringEquals: equals,
  StringNotEquals: equals,
  StringLike: isLike,
  StringNotLike: isLike,
  ArnEquals: isLike,
  ArnNotEquals: isLike,
  ArnLike: isLike,
  ArnNotLike: isLike,
  Bool: equals,
};

interface Operator {
  readonly test: Test;
  /** Of those that say "not". */
  readonly isNegated: boolean;
  /** Whether a request without the key meets it. */
  readonly isOptional: boolean;
  /** Whether it looks at keys of several values. */
  readonly isOfSets: boolean;
}

const operators: ReadonlyMap<string, Operator> = new Map([
  ...Object.entries(tests).flatMap(([name, test]) => plainOperators(name, test)),
  ...Object.entries({ StringEquals: equals, StringLike: isLike }).map(
    ([name, test]) =>
      [
        `ForAnyValue:${name}`,
        { test, isNegated: false, isOptional: false, isOfSets: true },
      ] as const,
  ),
]);

function plainOperators(name: string, test: Test): (readonly [string, Operator])[] {
  const isNegated = name.includes('Not');
  const plain = { test, isNegated, isOptional: isNegated, isOfSets: false };
  return [
    [name, plain],
    [`${name}IfExists`, { ...plain, isOptional: true }],
  ];
}

/** The condition operator of a name; undefined for one that is not understood here. */
export function conditionOperator(name: string): Operator | undefined {
  return operators.get(name);
}

/**
 * Whether all keys of one condition operator hold: each by any of its values.
 * A key that the request lacks fails, but for the operators that say "not" or "if exists".
 *
 * @throws Error for an operator or a key that reading the policy should have refused.
 */
export function holds(
  name: string,
  keys: Readonly<Record<string, readonly string[]>>,
  context: RequestContext,
): boolean {
  const operator = conditionOperator(name);
  if (!operator) throw new Error(`unknown condition operator ${name}`);
  return Object.entries(keys).every(([written, wanted]) => {
    const key = conditionKey(written);
    if (!key) throw new Error(`unknown condition key ${written}`);
    const value = context[key];
    if (value === undefined) return operator.isOptional;
    const texts = wanted.map((text) => fillIn(text, context));
    const isMet = [value].flat().some((one) => texts.some((text) => operator.test(one, text)));
    return isMet !== operator.isNegated;
  });
}
