import type { Clock } from '../../clock.ts';
import type { Ground } from '../service.ts';
import { uuid } from '../uuid.ts';
import { type DeployedFunction, type LambdaContext, lambdaContext } from './lambda-context.ts';

/** A function's entry, as Lambda calls it. */
export type LambdaHandler = (event: unknown, context: LambdaContext) => Promise<unknown>;

/**
 * Runs a function once, for as long as its timeout allows by the organization's clock.
 *
 * @throws what the function throws, or an Error when its time is up. A function that was timed out may go on in the
 *   background, as code that is not killed does; its result is not looked at.
 */
export async function invoke(
  { clock, random }: Ground,
  { handler, deployed }: { readonly handler: LambdaHandler; readonly deployed: DeployedFunction },
  event: unknown,
): Promise<unknown> {
  const requestId = uuid(random);
  const context = lambdaContext(clock, deployed, requestId);
  const over = new AbortController();
  try {
    const timeout = timeUp(clock, deployed, over.signal);
    return await Promise.race([handler(event, context), timeout]);
  } finally {
    over.abort();
  }
}

async function timeUp(
  clock: Clock,
  { name, timeoutMs }: DeployedFunction,
  over: AbortSignal,
): Promise<undefined> {
  await clock.sleep(timeoutMs, over);
  if (over.aborted) return undefined;
  const message = `${name}: Task timed out after ${(timeoutMs / 1_000).toFixed(2)} seconds`;
  throw Object.assign(new Error(message), { name: 'Sandbox.Timedout' });
}
