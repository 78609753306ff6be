import jsonata from 'jsonata';
import { StatesError } from './states-error.ts';

/** What an expression can speak of. */
export interface Words {
  /** `$states` */
  readonly states: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Functions that Step Functions has and JSONata lacks, and the one that it took away. */
const STRANGE = /\$(partition|range|hash|random|uuid|parse|eval)\(/;

const compiled = new Map<string, jsonata.Expression>();

/**
 * A part of a definition with every `{% … %}` in it replaced by what it gives.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 *
 * @throws StatesError `States.QueryEvaluationError` for an expression that fails, or gives nothing.
 */
export async function evaluate(node: unknown, words: Words): Promise<unknown> {
  const expression = expressionIn(node);
  if (expression !== undefined) return await give(expression, words);
  if (Array.isArray(node)) return await Promise.all(node.map((one) => evaluate(one, words)));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(
    async ([key, value]) => [key, await evaluate(value, words)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function give(expression: string, { states, variables }: Words): Promise<unknown> {
  const given: unknown = await compile(expression)
    .evaluate(undefined, { ...variables, states })
    .catch((error: { readonly message: string }) => {
      throw notEvaluated(`The JSONata expression '${expression}' failed: ${error.message}`);
    });
  if (given !== undefined) return JSON.parse(JSON.stringify(given));
  throw notEvaluated(`The JSONata expression '${expression}' returned nothing (undefined).`);
}

function notEvaluated(cause: string): StatesError {
  return new StatesError('States.QueryEvaluationError', cause);
}

/** A sentence for every expression in a definition that could not be evaluated whatever there is to speak of. */
export function expressionTroubles(node: unknown): readonly string[] {
  const expression = expressionIn(node);
  if (expression !== undefined) return troubleOf(expression);
  if (typeof node !== 'object' || node === null) return [];
  return Object.values(node).flatMap(expressionTroubles);
}

function troubleOf(expression: string): readonly string[] {
  const [strange] = STRANGE.exec(expression) ?? [];
  if (strange) return [`${expression}: ${strange}…) is not known here`];
  try {
    compile(expression);
    return [];
  } catch (error) {
    return [`${expression}: ${(error as { readonly message: string }).message}`];
  }
}

function expressionIn(node: unknown): string | undefined {
  if (typeof node !== 'string') return undefined;
  return /^\{%\s*(.*?)\s*%\}$/s.exec(node)?.[1];
}

function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known) return known;
  const expression = jsonata(text);
  compiled.set(text, expression);
  return expression;
}
