import type { CallableFunction } from '../functions.ts';
import type { Workshop } from './course.ts';
import type { TaskState } from './definition.ts';
import { StatesError } from './states-error.ts';
import { unlessAborted } from './unless-aborted.ts';

/**
 * Calls a function as Step Functions does: what it throws is an error of that name, whose cause is JSON.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 *
 * @throws StatesError
 */
export async function takeTask(
  { functions, whyNot }: Workshop,
  { FunctionName, Payload }: TaskState['Arguments'],
  signal: AbortSignal,
): Promise<unknown> {
  const reason = whyNot('lambda:InvokeFunction', FunctionName);
  if (reason !== undefined) throw new StatesError('Lambda.AWSLambdaException', reason);
  const call = functions.find(FunctionName);
  if (!call) {
    const cause = `Function not found: ${FunctionName}`;
    throw new StatesError('Lambda.ResourceNotFoundException', cause);
  }
  const answer = await unlessAborted(callNamed(call, Payload), signal);
  return { ExecutedVersion: '$LATEST', Payload: answer, StatusCode: 200 };
}

async function callNamed(call: CallableFunction, payload: unknown): Promise<unknown> {
  try {
    return await call(payload);
  } catch (error) {
    const { name: errorType, message: errorMessage } = error as Error;
    throw new StatesError(errorType, JSON.stringify({ errorType, errorMessage }));
  }
}
