import type { Clock } from '../../clock.ts';

/** What Lambda hands a function beside the event. */
export interface LambdaContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: '$LATEST';
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  callbackWaitsForEmptyEventLoop: boolean;
  /** Milliseconds until the function's timeout. */
  getRemainingTimeInMillis(): number;
  done(): void;
  fail(): void;
  succeed(): void;
}

/** A function as a template describes it. */
export interface DeployedFunction {
  readonly name: string;
  readonly arn: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly logGroup: string;
}

/** The context of one invocation that starts now. */
export function lambdaContext(
  clock: Clock,
  { name, arn, timeoutMs, memoryMb, logGroup }: DeployedFunction,
  awsRequestId: string,
): LambdaContext {
  const deadline = clock.now() + timeoutMs;
  return {
    awsRequestId,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: logGroup,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()),
    done: refuseCallback,
    fail: refuseCallback,
    succeed: refuseCallback,
  };
}

/** Source: AWS facts G.3: nodejs24.x knows asynchronous handlers only. */
function refuseCallback(): never {
  throw new Error('functions are asynchronous: return a promise');
}
