import type {
  DescribeExecutionInput,
  DescribeExecutionOutput,
  ListExecutionsInput,
  ListExecutionsOutput,
  RedriveExecutionInput,
  RedriveExecutionOutput,
  StartExecutionInput,
  StartExecutionOutput,
  StopExecutionInput,
  StopExecutionOutput,
} from '@aws-sdk/client-sfn';
import type { Clock } from '../../clock.ts';
import { parseArn } from '../arn.ts';
import { AwsError, type Call, type Operations } from '../service.ts';
import type { Executions } from '../state-machines.ts';
import { withinLimit } from './data-limit.ts';
import type { Execution } from './execution.ts';
import { StatesError } from './states-error.ts';

/** Executions over the wire. A machine is its own account's and region's alone. */
export function executionOperations(executions: Executions, clock: Clock): Operations {
  const now = () => new Date(clock.now());

  function start(request: StartExecutionInput, call: Call): StartExecutionOutput {
    const { stateMachineArn = '', name, input = '{}' } = request;
    mustBeHere(stateMachineArn, call, 'StateMachineDoesNotExist');
    const { arn, startedAt } = executions.start(stateMachineArn, readInput(input), name);
    return { executionArn: arn, startDate: new Date(startedAt) };
  }

  async function stop(request: StopExecutionInput, call: Call): Promise<StopExecutionOutput> {
    const { executionArn = '', error = '', cause = '' } = request;
    mustBeHere(executionArn, call, 'ExecutionDoesNotExist');
    await executions.stop(executionArn, new StatesError(error, cause));
    return { stopDate: now() };
  }

  function redrive(
    { executionArn = '' }: RedriveExecutionInput,
    call: Call,
  ): RedriveExecutionOutput {
    mustBeHere(executionArn, call, 'ExecutionDoesNotExist');
    executions.redrive(executionArn);
    return { redriveDate: now() };
  }

  function describe(
    { executionArn = '' }: DescribeExecutionInput,
    call: Call,
  ): DescribeExecutionOutput {
    mustBeHere(executionArn, call, 'ExecutionDoesNotExist');
    return inFull(executions.find(executionArn));
  }

  function list(request: ListExecutionsInput, call: Call): ListExecutionsOutput {
    const { stateMachineArn = '', statusFilter, maxResults } = request;
    mustBeHere(stateMachineArn, call, 'StateMachineDoesNotExist');
    const wanted = executions
      .all()
      .filter(({ machineArn }) => machineArn === stateMachineArn)
      .filter(({ status }) => statusFilter === undefined || status === statusFilter);
    return { executions: wanted.slice(0, maxResults || 100).map(onTheWire) };
  }

  return {
    StartExecution: start,
    StopExecution: stop,
    RedriveExecution: redrive,
    DescribeExecution: describe,
    ListExecutions: list,
  };
}

function mustBeHere(arn: string, { caller, region }: Call, error: string): void {
  const place = parseArn(arn);
  if (place.account === caller.account && place.region === region) return;
  throw new AwsError(error, `There is no ${arn} here`);
}

function readInput(text: string): unknown {
  try {
    return withinLimit(JSON.parse(text), 'The input');
  } catch (error) {
    throw new AwsError('InvalidExecutionInput', (error as Error).message);
  }
}

function inFull(run: Execution): DescribeExecutionOutput {
  const { input, output, error, cause } = run;
  return {
    ...onTheWire(run),
    input: JSON.stringify(input),
    ...(output !== undefined && { output: JSON.stringify(output) }),
    ...(error && { error }),
    ...(cause && { cause }),
  };
}

function onTheWire(run: Execution) {
  const { arn, machineArn, name, status, startedAt, endedAt, redriveCount } = run;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: new Date(startedAt),
    ...(endedAt !== undefined && { stopDate: new Date(endedAt) }),
    redriveCount,
  };
}
