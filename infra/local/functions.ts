import { invoke, type LambdaHandler } from './lambda/invoke.ts';
import type { DeployedFunction } from './lambda/lambda-context.ts';
import type { Ground } from './service.ts';

/** Functions that can be called by name, each call for itself. */
export interface Functions {
  add(deployed: DeployedFunction, handler: LambdaHandler): void;
  /** Undefined for one that nobody runs here. An alias or a version is the function itself. */
  find(arn: string): CallableFunction | undefined;
  /** How many calls are under way. */
  inFlight(): number;
}

/**
 * What it answers to some JSON, as JSON.
 *
 * @throws what the function throws, or `Sandbox.Timedout` when its time is up.
 */
export type CallableFunction = (payload: unknown) => Promise<unknown>;

export function createFunctions(ground: Ground): Functions {
  const functions = new Map<string, CallableFunction>();
  let inFlight = 0;

  return {
    add(deployed, handler) {
      functions.set(deployed.arn, async (payload) => {
        inFlight += 1;
        try {
          const event = asJson(payload);
          return asJson(await invoke(ground, { handler, deployed }, event));
        } finally {
          inFlight -= 1;
        }
      });
    },
    find: (arn) => functions.get(arn.split(':').slice(0, 7).join(':')),
    inFlight: () => inFlight,
  };
}

/** What comes out at the other end of a wire. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
