import { invalidPattern } from './invalid-pattern.ts';
import type { Scalar } from './leaves.ts';
import { isExists, readExists, readTest } from './operators.ts';

/** What a pattern wants of one field of the event. */
export interface Demand {
  /** Dotted, from the event's root. */
  readonly path: string;
  accepts(value: Scalar): boolean;
  /** Met as well when the event has no value there: `{"exists": false}`. */
  readonly absentWillDo: boolean;
}

/** Demands that must all be met. */
type Alternative = readonly Demand[];

/** AWS facts D.1: each branch of an `$or` counts, and branches of several multiply. */
const ALTERNATIVES_AT_MOST = 1_000;

/**
 * A pattern as alternatives, one of which must be met: `$or` multiplied out, nested objects flattened to paths.
 *
 * @throws AwsError `InvalidEventPatternException`.
 */
export function readAlternatives(pattern: unknown): readonly Alternative[] {
  if (!isObject(pattern)) throw invalidPattern('Filter is not an object');
  const alternatives = readObject(pattern, '');
  alternatives.forEach(refuseSameField);
  return alternatives;
}

function readObject(pattern: Readonly<Record<string, unknown>>, path: string) {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw invalidPattern('Empty objects are not allowed');
  return entries.map(([key, value]) => readEntry(key, value, path)).reduce(everyPair, [[]]);
}

function readEntry(key: string, value: unknown, parent: string): readonly Alternative[] {
  if (key === '$or' && isChoice(value))
    return value.flatMap((branch) => readObject(branch, parent));
  const path = parent === '' ? key : `${parent}.${key}`;
  if (isObject(value)) return readObject(value, path);
  if (!Array.isArray(value)) throw invalidPattern(`"${key}" must be an object or an array`);
  return [[readDemand(path, value)]];
}

/** With a single branch `$or` is no choice but an ordinary field of that name, which then holds no valid values. */
function isChoice(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.length > 1 && value.every(isObject);
}

function readDemand(path: string, values: readonly unknown[]): Demand {
  if (values.length === 0) throw invalidPattern('Empty arrays are not allowed');
  const tests = values.map(readTest);
  return {
    path,
    accepts: (value) => tests.some((test) => test(value)),
    absentWillDo: values.some((value) => isExists(value) && !readExists(value.exists)),
  };
}

function everyPair(left: readonly Alternative[], right: readonly Alternative[]) {
  if (left.length * right.length > ALTERNATIVES_AT_MOST) {
    throw invalidPattern(`"$or" makes more than ${ALTERNATIVES_AT_MOST} combinations`);
  }
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

/** AWS lets a branch of `$or` silently override the field beside it (SAM facts J.4): nobody means that. */
function refuseSameField(alternative: Alternative): void {
  const paths = new Set<string>();
  for (const { path } of alternative) {
    if (paths.has(path)) throw invalidPattern(`"${path}" stands both beside and inside "$or"`);
    paths.add(path);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
