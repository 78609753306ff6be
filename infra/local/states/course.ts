import type { Functions } from '../functions.ts';
import type { Ground } from '../service.ts';
import type { Progress } from './execution.ts';
import type { Words } from './expression.ts';

/** What the executions of a state machine work with. */
export interface Workshop {
  readonly ground: Ground;
  readonly functions: Functions;
  readonly machineArn: string;
  /** What the ARN of an execution begins with: the name follows, behind a colon, or for an item of a map its label. */
  readonly executionArn: string;
  /** Why the machine's role may not do something; undefined where it may. */
  whyNot(action: string, resource: string): string | undefined;
}

/** One run of an execution through its states. */
export interface Course {
  readonly progress: Progress;
  /** Aborted with a StatesError as its reason. */
  readonly signal: AbortSignal;
  /** `$states.context` */
  readonly context: Readonly<Record<string, unknown>>;
}

/** What the expressions of a state can speak of. */
export function wordsOf(
  { progress, context }: Course,
  more: { readonly result?: unknown; readonly Map?: object } = {},
): Words {
  const { input, variables, at } = progress;
  const { Map: item, ...rest } = more;
  const around = { ...context, State: { Name: at }, ...(item && { Map: item }) };
  return { states: { input, context: around, ...rest }, variables };
}
