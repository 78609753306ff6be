import { type Course, type Workshop, wordsOf } from './course.ts';
import { withinLimit } from './data-limit.ts';
import type { MapState, State, States, TaskState } from './definition.ts';
import type { Progress } from './execution.ts';
import { evaluate } from './expression.ts';
import { playItems } from './play-items.ts';
import { retried } from './retry.ts';
import { StatesError } from './states-error.ts';
import { takeTask } from './take-task.ts';

/** Where a state leads, and with what. */
interface Exit {
  /** Undefined at the end. */
  readonly next: string | undefined;
  readonly output: unknown;
  readonly variables?: Progress['variables'];
}

/**
 * Plays from the state that the progress is at to the end.
 *
 * @returns the output.
 * @throws StatesError; the progress then stays at the state that failed.
 */
export async function play(workshop: Workshop, states: States, course: Course): Promise<unknown> {
  const { progress, signal } = course;
  for (;;) {
    signal.throwIfAborted();
    const exit = await playState(workshop, stateAt(states, progress), course);
    signal.throwIfAborted();
    withinLimit(exit.output, `The output of the state ${progress.at}`);
    if (exit.next === undefined) return exit.output;
    progress.variables = { ...progress.variables, ...exit.variables };
    progress.input = exit.output;
    progress.items = undefined;
    progress.at = exit.next;
  }
}

function stateAt(states: States, { at }: Progress): State {
  const state = states[at];
  if (state) return state;
  throw new StatesError('States.Runtime', `There is no state ${at}.`);
}

async function playState(workshop: Workshop, state: State, course: Course): Promise<Exit> {
  switch (state.Type) {
    case 'Choice':
      return await choose(state, course);
    case 'Succeed':
      return { next: undefined, output: await outputOf(state, course) };
    case 'Task':
      return await leave(state, course, await playTask(workshop, state, course));
    case 'Map': {
      const playItem = (item: Course) => play(workshop, state.ItemProcessor.States, item);
      return await leave(state, course, await playItems(workshop, { state, playItem }, course));
    }
  }
}

async function playTask(workshop: Workshop, state: TaskState, course: Course): Promise<unknown> {
  const { signal } = course;
  const work = async () => {
    const task = (await evaluate(state.Arguments, wordsOf(course))) as TaskState['Arguments'];
    return await takeTask(workshop, task, signal);
  };
  const result = await retried(workshop.ground, { retriers: state.Retry, signal }, work);
  return withinLimit(result, `The result of the state ${course.progress.at}`);
}

async function choose(state: Extract<State, { Type: 'Choice' }>, course: Course): Promise<Exit> {
  const output = await outputOf(state, course);
  for (const { Condition, Next } of state.Choices) {
    if ((await evaluate(Condition, wordsOf(course))) === true) return { next: Next, output };
  }
  if (state.Default !== undefined) return { next: state.Default, output };
  throw new StatesError('States.NoChoiceMatched', `No choice of ${course.progress.at} matched.`);
}

/** Of a state that has no result. */
async function outputOf({ Output }: State, course: Course): Promise<unknown> {
  return Output === undefined ? course.progress.input : await evaluate(Output, wordsOf(course));
}

async function leave(
  { Output, Assign, Next }: TaskState | MapState,
  course: Course,
  result: unknown,
): Promise<Exit> {
  const words = wordsOf(course, { result });
  const variables = (await evaluate(Assign, words)) as Progress['variables'];
  const output = Output === undefined ? result : await evaluate(Output, words);
  return { next: Next, output, variables };
}
