import { isLike } from './wildcard.ts';

type Test = (value: string, wanted: string) => boolean;

const equals: Test = (value, wanted) => value === wanted;

/** IAM treats ArnEquals and ArnLike alike: both know wildcards. */
const tests = {
  StringEquals: equals,
  StringNotEquals: equals,
  StringLike: isLike,
  StringNotLike: isLike,
  ArnEquals: isLike,
  ArnNotEquals: isLike,
  ArnLike: isLike,
  ArnNotLike: isLike,
  Bool: equals,
} as const satisfies Readonly<Record<string, Test>>;

type Operator = keyof typeof tests;

const plain = Object.keys(tests) as readonly Operator[];

/** The condition operators that are understood here; a policy with another one is refused when it is read. */
export const conditionOperators = plain.flatMap(
  (operator) => [operator, `${operator}IfExists`] as const,
);

export type ConditionOperator = (typeof conditionOperators)[number];

/**
 * Whether all keys of one condition operator hold: each by any of its values.
 * A key that the request lacks fails, but for the operators that say "not" or "if exists".
 */
export function holds(
  operator: ConditionOperator,
  keys: Readonly<Record<string, readonly string[]>>,
  context: Readonly<Record<string, string>>,
): boolean {
  const base = operator.replace('IfExists', '') as Operator;
  const isNegated = base.includes('Not');
  const isOptional = isNegated || base !== operator;
  return Object.entries(keys).every(([key, wanted]) => {
    const value = context[key.toLowerCase()];
    if (value === undefined) return isOptional;
    const isMet = wanted.some((text) => tests[base](value, fillIn(text, context)));
    return isMet !== isNegated;
  });
}

/** Policy variables: `${aws:PrincipalAccount}` stands for the request's own value. */
function fillIn(text: string, context: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{([^}]+)\}/g, (variable, key: string) => {
    return context[key.toLowerCase()] ?? variable;
  });
}
