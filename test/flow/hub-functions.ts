import { functionCloud } from '../../handlers/cli/local/function-cloud.ts';
import type { Clock } from '../../infra/clock.ts';
import type { Cloud, Transport } from '../../infra/cloud.ts';
import type { LambdaHandler } from '../../infra/local/lambda/invoke.ts';
import type { FunctionFactory } from '../../infra/local/organization.ts';

/** What a test puts between a function and the world. */
export interface Between {
  readonly cloud: (cloud: Cloud) => Cloud;
  readonly transport: (transport: Transport, clock: Clock) => Transport;
  /** Counts the lives of the functions' processes: with every new one they start anew. Left out, they have but one. */
  readonly life?: (() => number) | undefined;
  /** Put around the function that works off the queue. */
  readonly around?: ((handler: LambdaHandler) => LambdaHandler) | undefined;
}

/** The hub's functions as they are in Lambda, middleware and all, but for their log. */
export async function hubFunctions(
  between: Between,
): Promise<Readonly<Record<string, FunctionFactory>>> {
  // Read when the telemetry is loaded, hence before it is.
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  process.env.POWERTOOLS_METRICS_DISABLED = 'true';
  const { functionNames, startWork } = await import('../../handlers/cli/local/works.ts');
  const factories = functionNames.map((name): [string, FunctionFactory] => [
    name,
    (environment, outside) => {
      const start = () => {
        const requestHandler = between.transport(outside.requestHandler, outside.clock);
        const cloud = between.cloud(functionCloud(environment, { ...outside, requestHandler }));
        const work = startWork(name, cloud);
        return name === 'bucket-changed' && between.around ? between.around(work) : work;
      };
      return inEachLife(start, between.life);
    },
  ]);
  return Object.fromEntries(factories);
}

function inEachLife(start: () => LambdaHandler, life: () => number = () => 0): LambdaHandler {
  let born = life();
  let handler = start();
  return (event, context) => {
    if (life() !== born) {
      born = life();
      handler = start();
    }
    return handler(event, context);
  };
}
