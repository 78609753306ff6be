import * as z from 'zod';
import { expressionTroubles } from './expression.ts';

// The part of the Amazon States Language that is played here, in its flavour with JSONata.
// Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html

export type StateMachineDefinition = z.output<typeof StateMachineDefinition>;
export type States = StateMachineDefinition['States'];
export type State = States[string];
export type TaskState = Extract<State, { Type: 'Task' }>;
export type MapState = Extract<State, { Type: 'Map' }>;
export type Retrier = TaskState['Retry'][number];

const Retrier = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.int().min(1).default(1),
  BackoffRate: z.number().min(1).default(2),
  MaxAttempts: z.int().min(0).default(3),
  MaxDelaySeconds: z.int().min(1).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});

const common = { Comment: z.string().optional(), Output: z.json().optional() };
const Variables = z.record(z.string(), z.json()).default({});

/** One of the two is there: see `flow`. */
const onwards = {
  ...common,
  Assign: Variables,
  Next: z.string().optional(),
  End: z.literal(true).optional(),
};

const Task = z.strictObject({
  Type: z.literal('Task'),
  ...onwards,
  Resource: z
    .string()
    .regex(/^arn:[^:]+:states:::lambda:invoke$/, 'no task but lambda:invoke is played here'),
  Arguments: z.strictObject({ FunctionName: z.string(), Payload: z.json() }),
  Retry: z.array(Retrier).default([]),
});

const Choice = z.strictObject({
  Type: z.literal('Choice'),
  ...common,
  Choices: z.array(z.strictObject({ Condition: z.string(), Next: z.string() })).min(1),
  Default: z.string().optional(),
});

const Succeed = z.strictObject({ Type: z.literal('Succeed'), ...common });

/** An item of a distributed map is an execution of its own; maps within maps are not played. */
const ItemProcessor = z.strictObject({
  ProcessorConfig: z.strictObject({
    Mode: z.literal('DISTRIBUTED', 'no map but a distributed one is played here'),
    ExecutionType: z.literal('STANDARD', 'no execution but a standard one is played here'),
  }),
  StartAt: z.string(),
  States: z.record(z.string(), oneOf([Task, Choice, Succeed])),
});

const MapOver = z.strictObject({
  Type: z.literal('Map'),
  ...onwards,
  Label: z.string().max(40),
  MaxConcurrency: z.json(),
  ToleratedFailurePercentage: z.json().default(0),
  Items: z.json(),
  ItemSelector: z.json(),
  ItemProcessor,
});

const Definition = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata', 'no language but JSONata is played here'),
  StartAt: z.string(),
  TimeoutSeconds: z.int().min(1),
  States: z.record(z.string(), oneOf([Task, Choice, Succeed, MapOver])),
});

/** What the driver plays; anything else is an issue, so that nothing seems to be played that is not. */
export const StateMachineDefinition = Definition.superRefine((machine, context) => {
  for (const message of [...flowTroubles(machine), ...expressionTroubles(machine)])
    context.addIssue(message);
});

function oneOf<
  const Options extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(options: Options) {
  const error = 'no states are played here but those of the types Task, Map, Choice and Succeed';
  return z.discriminatedUnion('Type', options, { error });
}

interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** Every state leads to one that is there, or is the last. */
function flowTroubles({ StartAt, States }: Flow): readonly string[] {
  const troubles = Object.entries(States).flatMap(([name, state]) => [
    ...(exitsOf(state).length === 1 || state.Type === 'Choice'
      ? []
      : [`${name}: expected either Next or End`]),
    ...unknown(exitsOf(state), States).map((next) => `${name}: there is no state ${next}`),
    ...(state.Type === 'Map' ? flowTroubles(state.ItemProcessor) : []),
  ]);
  return [
    ...unknown([StartAt], States).map((first) => `StartAt: there is no state ${first}`),
    ...troubles,
  ];
}

/** Names of states; undefined is the end. */
function exitsOf(state: State): readonly (string | undefined)[] {
  if (state.Type === 'Succeed') return [undefined];
  if (state.Type === 'Choice') {
    const { Choices, Default } = state;
    return [...Choices.map(({ Next }) => Next), ...(Default === undefined ? [] : [Default])];
  }
  const { Next, End } = state;
  return [...(Next === undefined ? [] : [Next]), ...(End ? [undefined] : [])];
}

function unknown(names: readonly (string | undefined)[], States: Flow['States']) {
  return names.filter((name) => name !== undefined && !Object.hasOwn(States, name));
}
