import { uuid } from '../uuid.ts';
import { type Course, type Workshop, wordsOf } from './course.ts';
import { withinLimit } from './data-limit.ts';
import type { MapState } from './definition.ts';
import type { ItemRun } from './execution.ts';
import { evaluate } from './expression.ts';
import { StatesError } from './states-error.ts';

/**
 * The items of a distributed map, each an execution of its own: begun now, or those of a map that is redriven.
 *
 * @throws StatesError `States.Permissions` for what the machine's role may not do to its own executions (SAM facts D.1).
 */
export async function itemsOf(
  workshop: Workshop,
  state: MapState,
  course: Course,
): Promise<readonly ItemRun[]> {
  const { progress } = course;
  const again = progress.items;
  if (again) {
    mustBeAllowed(workshop, 'states:RedriveExecution', again[0]?.arn);
    return again;
  }
  mustBeAllowed(workshop, 'states:StartExecution', workshop.machineArn);
  const items = await evaluate(state.Items, wordsOf(course));
  if (!Array.isArray(items)) {
    throw new StatesError('States.Runtime', `The items of ${progress.at} are no array.`);
  }
  const begin = (value: unknown, at: number) =>
    beginItem(workshop, { state, course }, { Index: at, Value: value });
  progress.items = await Promise.all(items.map(begin));
  mustBeAllowed(workshop, 'states:DescribeExecution', progress.items[0]?.arn);
  return progress.items;
}

interface Place {
  readonly state: MapState;
  readonly course: Course;
}

async function beginItem(
  { ground, executionArn }: Workshop,
  { state, course }: Place,
  Item: { readonly Index: number; readonly Value: unknown },
): Promise<ItemRun> {
  const input = await evaluate(state.ItemSelector, wordsOf(course, { Map: { Item } }));
  withinLimit(input, `The input of an item of ${course.progress.at}`);
  return {
    arn: `${executionArn}/${state.Label}:${uuid(ground.random)}`,
    progress: { at: state.ItemProcessor.StartAt, input, variables: {}, items: undefined },
    status: 'waiting',
  };
}

/** The first of the items stands for all. */
function mustBeAllowed(workshop: Workshop, action: string, resource: string | undefined): void {
  const reason = resource === undefined ? undefined : workshop.whyNot(action, resource);
  if (reason !== undefined) throw new StatesError('States.Permissions', reason);
}
