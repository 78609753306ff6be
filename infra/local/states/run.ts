import { isDeepStrictEqual } from 'node:util';
import type { Ground, GroundClock } from '../service.ts';
import type { StateMachineSettings } from '../state-machines.ts';
import type { Workshop } from './course.ts';
import type { StateMachineDefinition } from './definition.ts';
import type { Execution, Progress } from './execution.ts';
import { play } from './play.ts';
import { StatesError } from './states-error.ts';
import { executionArn } from './workshop.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** An execution, and what it takes to stop it and to go on with it. */
export interface Run extends Mutable<Execution> {
  readonly progress: Progress;
  stopping: AbortController;
  /** Resolves when it runs no more. */
  ended: Promise<void>;
}

/** An execution that is at the beginning, and plays once it is told to. */
export function newRun(
  { clock }: Pick<Ground, 'clock'>,
  { arn, definition }: StateMachineSettings,
  { name, input }: Pick<Execution, 'name' | 'input'>,
): Run {
  return {
    arn: `${executionArn(arn)}:${name}`,
    machineArn: arn,
    name,
    input,
    startedAt: clock.now(),
    status: 'RUNNING',
    redriveCount: 0,
    progress: { at: definition.StartAt, input, variables: {}, items: undefined },
    stopping: new AbortController(),
    ended: Promise.resolve(),
  };
}

/** The same one, about to go on from where it failed. */
export function makeReady(run: Run): void {
  const { redriveCount } = run;
  const stopping = new AbortController();
  Object.assign(run, { status: 'RUNNING', redriveCount: redriveCount + 1, stopping });
  run.endedAt = undefined;
  run.error = undefined;
  run.cause = undefined;
}

/** Plays an execution from where it is, within the time that its machine has. Never rejects: how it ended is noted on it. */
export async function playOut(
  workshop: Workshop,
  { States, TimeoutSeconds }: StateMachineDefinition,
  run: Run,
): Promise<void> {
  const { clock } = workshop.ground;
  const over = new AbortController();
  void expire(clock, { run, ms: TimeoutSeconds * 1_000 }, over.signal);
  const { progress, stopping } = run;
  const { signal } = stopping;
  try {
    run.output = await play(workshop, States, { progress, signal, context: contextOf(run) });
    run.status = 'SUCCEEDED';
  } catch (error) {
    const { name, message } = error as Error;
    Object.assign(run, { status: statusOf(signal, name), error: name, cause: message });
  } finally {
    over.abort();
    run.endedAt = clock.now();
  }
}

function statusOf({ aborted }: AbortSignal, errorName: string): Execution['status'] {
  if (!aborted) return 'FAILED';
  return errorName === 'States.Timeout' ? 'TIMED_OUT' : 'ABORTED';
}

async function expire(
  clock: GroundClock,
  { run, ms }: { readonly run: Run; readonly ms: number },
  over: AbortSignal,
): Promise<void> {
  const { stopping } = run;
  await (clock.doze?.(ms, over) ?? clock.sleep(ms, over));
  if (over.aborted) return;
  stopping.abort(new StatesError('States.Timeout', `More than ${ms / 1_000} seconds passed.`));
}

function contextOf({ arn, machineArn, name, input, startedAt, redriveCount }: Run) {
  const StartTime = new Date(startedAt).toISOString();
  return {
    Execution: { Id: arn, Input: input, Name: name, RedriveCount: redriveCount, StartTime },
    StateMachine: { Id: machineArn },
  };
}

/** Whether a second beginning is the first one, heard twice. */
export function isSame(known: Run, { input }: Run): boolean {
  return known.status === 'RUNNING' && isDeepStrictEqual(known.input, input);
}
