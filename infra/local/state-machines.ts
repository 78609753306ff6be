import type { Place } from './arn.ts';
import { keepLatest } from './keep-latest.ts';
import { AwsError, type Ground, type Operations } from './service.ts';
import type { StateMachineDefinition } from './states/definition.ts';
import type { Execution } from './states/execution.ts';
import { executionOperations } from './states/execution-operations.ts';
import { isSame, makeReady, newRun, playOut, type Run } from './states/run.ts';
import { StatesError } from './states/states-error.ts';
import { openWorkshop, type StateMachineWorld } from './states/workshop.ts';
import { uuid } from './uuid.ts';

/** A state machine of the templates. */
export interface StateMachineSettings extends Place {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly definition: StateMachineDefinition;
}

/** Something that a machine's role may not do. */
export interface RefusedTask {
  readonly machineArn: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reason: string;
}

/** Step Functions, as far as standard machines go that call functions and map over items. */
export interface StateMachines extends Executions {
  readonly operations: Operations;
  add(machine: StateMachineSettings): void;
  has(arn: string): boolean;
  refusals(): readonly RefusedTask[];
}

export interface Executions {
  /**
   * Begins an execution. One that runs by this very name and with this input is the same one.
   *
   * @throws AwsError `StateMachineDoesNotExist`, `ExecutionAlreadyExists`.
   */
  start(machineArn: string, input: unknown, name?: string): Execution;
  /** @throws AwsError `ExecutionDoesNotExist`, as the two below. */
  find(executionArn: string): Execution;
  stop(executionArn: string, reason?: StatesError): Promise<void>;
  /** Goes on with an execution that came to no good end. Throws AwsError `ExecutionNotRedrivable` for another one. */
  redrive(executionArn: string): void;
  /** All that there ever were, those that began last first. */
  all(): readonly Execution[];
}

export function createStateMachines(ground: Ground, world: StateMachineWorld): StateMachines {
  const machines = new Map<string, StateMachineSettings>();
  const refusals: RefusedTask[] = [];

  function machineAt(arn: string): StateMachineSettings {
    const machine = machines.get(arn);
    if (machine) return machine;
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  function play(run: Run): void {
    const machine = machineAt(run.machineArn);
    const refused = (reason: string) =>
      keepLatest(refusals, { machineArn: machine.arn, at: ground.clock.now(), reason });
    const workshop = openWorkshop(ground, world, { machine, refused });
    run.ended = playOut(workshop, machine.definition, run);
  }

  const executions = createExecutions(ground, { machineAt, play });
  return {
    ...executions,
    operations: executionOperations(executions, ground.clock),
    add: (machine) => void machines.set(machine.arn, machine),
    has: (arn) => machines.has(arn),
    refusals: () => refusals,
  };
}

interface Theatre {
  machineAt(arn: string): StateMachineSettings;
  play(run: Run): void;
}

function createExecutions(ground: Ground, { machineAt, play }: Theatre): Executions {
  const runs = new Map<string, Run>();

  function find(arn: string): Run {
    const run = runs.get(arn);
    if (run) return run;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  return {
    start(machineArn, input, name = uuid(ground.random)) {
      const run = newRun(ground, machineAt(machineArn), { name, input });
      const known = runs.get(run.arn);
      if (known && isSame(known, run)) return known;
      if (known) {
        const message = `Execution Already Exists: '${run.arn}'`;
        throw new AwsError('ExecutionAlreadyExists', message);
      }
      runs.set(run.arn, run);
      play(run);
      return run;
    },
    find,
    async stop(arn, reason = new StatesError('', '')) {
      const { stopping, ended } = find(arn);
      stopping.abort(reason);
      await ended;
    },
    redrive(arn) {
      const run = find(arn);
      if (run.status === 'RUNNING' || run.status === 'SUCCEEDED') {
        const message = `Execution '${arn}' is ${run.status} and cannot be redriven.`;
        throw new AwsError('ExecutionNotRedrivable', message);
      }
      makeReady(run);
      play(run);
    },
    all: () => [...runs.values()].reverse(),
  };
}
