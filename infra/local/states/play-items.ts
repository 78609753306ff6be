import { type Course, type Workshop, wordsOf } from './course.ts';
import { withinLimit } from './data-limit.ts';
import type { MapState } from './definition.ts';
import type { ItemRun } from './execution.ts';
import { evaluate } from './expression.ts';
import { itemsOf } from './items-of.ts';
import { StatesError } from './states-error.ts';

/** A map without a limit of its own has as many items at a time as Step Functions allows. */
const ITEMS_AT_MOST = 10_000;

export interface Mapping {
  readonly state: MapState;
  playItem(course: Course): Promise<unknown>;
}

/** The items of a map, and what ends them all. */
interface MapRun {
  readonly items: readonly ItemRun[];
  readonly mayFail: number;
  readonly stopping: AbortController;
}

/**
 * Plays a distributed map: each item is an execution of its own, so many of them at a time. Those that succeeded before a
 * redrive are not played again.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 *
 * @returns the outputs in the order of the items, null for one that failed.
 * @throws StatesError `States.ExceedToleratedFailureThreshold` when more fail than may; the others are stopped.
 */
export async function playItems(
  workshop: Workshop,
  { state, playItem }: Mapping,
  course: Course,
): Promise<unknown> {
  const items = await itemsOf(workshop, state, course);
  const percentage = await numberOf(state, 'ToleratedFailurePercentage', course);
  const mayFail = (items.length * percentage) / 100;
  const run: MapRun = { items, mayFail, stopping: new AbortController() };
  const signal = AbortSignal.any([course.signal, run.stopping.signal]);
  const waiting = items.filter(({ status }) => status !== 'succeeded').values();
  const worker = async () => {
    for (const item of waiting) {
      signal.throwIfAborted();
      const { progress } = item;
      const context = { ...course.context, Execution: { Id: item.arn, Input: progress.input } };
      await finish(run, item, playItem({ progress, signal, context }));
    }
  };
  signal.addEventListener('abort', () => stopRunning(workshop, items), { once: true });
  const atMost = (await numberOf(state, 'MaxConcurrency', course)) || ITEMS_AT_MOST;
  await Promise.all(Array.from({ length: Math.min(atMost, items.length) }, worker));
  signal.throwIfAborted();
  const outputs = items.map(({ output = null }) => output);
  return withinLimit(outputs, `The result of the state ${course.progress.at}`);
}

async function numberOf(
  state: MapState,
  field: 'MaxConcurrency' | 'ToleratedFailurePercentage',
  course: Course,
): Promise<number> {
  const value = await evaluate(state[field], wordsOf(course));
  if (typeof value === 'number') return value;
  throw new StatesError('States.Runtime', `${field} is ${JSON.stringify(value)}, not a number.`);
}

/** Whatever is thrown is the item's own failure: that of the map is decided by how many there are. */
async function finish(run: MapRun, item: ItemRun, work: Promise<unknown>): Promise<void> {
  item.status = 'running';
  try {
    item.output = await work;
    item.status = 'succeeded';
  } catch {
    item.status = 'failed';
    if (run.items.filter(({ status }) => status === 'failed').length <= run.mayFail) return;
    const cause = 'The specified tolerated failure threshold was exceeded';
    run.stopping.abort(new StatesError('States.ExceedToleratedFailureThreshold', cause));
  }
}

/** What the role may not stop would go on by itself; here it ends, and the refusal is kept. */
function stopRunning({ whyNot }: Workshop, items: readonly ItemRun[]): void {
  for (const { arn, status } of items)
    if (status === 'running') whyNot('states:StopExecution', arn);
}
