import { type Answer, all, answerOf, any, not } from '../answer.ts';
import { isLike } from './like.ts';

/** What is known of a request, by condition key in lower case; null for a key that it surely lacks. */
export type Context = Readonly<Record<string, string | null>>;

/** Operator, then key, then values: any of the values will do. */
export type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

type Test = (value: string, wanted: string) => Answer;

const isEqual: Test = (value, wanted) =>
  wanted.includes('${') ? 'unknown' : answerOf(value === wanted);

/** Operators without their `Not` and `IfExists`. IAM treats ArnEquals and ArnLike alike. */
const tests: ReadonlyMap<string, Test> = new Map([
  ['StringEquals', isEqual],
  ['StringLike', isLike],
  ['ArnEquals', isLike],
  ['ArnLike', isLike],
  ['Bool', isEqual],
]);

/** Whether a statement's condition holds. An operator or a key that we do not know leaves it open. */
export function holds(condition: Condition, context: Context): Answer {
  const parts = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => {
      const value = context[key.toLowerCase()];
      const test = tests.get(operator.replace('IfExists', '').replace('Not', ''));
      if (test === undefined || value === undefined) return 'unknown';
      if (value === null) return answerOf(/Not|IfExists/.test(operator));
      const met = any(wanted.map((one) => test(value, one)));
      return operator.includes('Not') ? not(met) : met;
    }),
  );
  return all(parts);
}
