import { createVirtualClock, type LocalClock } from '../../../infra/local/clock.ts';
import { seededRandom } from '../../../infra/local/random.ts';
import type { Call, Ground } from '../../../infra/local/service.ts';

export const START = Date.parse('2026-11-24T00:00:00Z');

/** A clock that stands still at `START`, and chance that repeats itself. */
export function aGround(seed = 1): Ground & { readonly clock: LocalClock } {
  return { clock: createVirtualClock(START), random: seededRandom(seed) };
}

/** A call by the administrator of an account. */
export function aCall(account = '111111111111', region = 'eu-west-1'): Call {
  return {
    service: 'sqs',
    operation: 'Any',
    region,
    caller: { account, arn: `arn:aws:iam::${account}:root`, accessKeyId: account },
    requestId: 'request',
    at: START,
    headers: { host: 'localhost:4577' },
  };
}

/** Calls an operation of a service's table, as the gateway does. */
export async function ask<Answer = Record<string, unknown>>(
  operations: Readonly<Record<string, unknown>>,
  operation: string,
  { input, call = aCall() }: { readonly input: object; readonly call?: Call },
): Promise<Answer> {
  const act = operations[operation] as (input: object, call: Call) => Promise<Answer>;
  return await act(input, call);
}
