import { functionCloud } from '../../handlers/cli/local/function-cloud.ts';
import type { Cloud, Transport } from '../../infra/cloud.ts';
import type { FunctionFactory } from '../../infra/local/organization.ts';

/** What a test puts between a function and the world. */
export interface Between {
  readonly cloud: (cloud: Cloud) => Cloud;
  readonly transport: (transport: Transport) => Transport;
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
      const requestHandler = between.transport(outside.requestHandler);
      const cloud = between.cloud(functionCloud(environment, { ...outside, requestHandler }));
      return startWork(name, cloud);
    },
  ]);
  return Object.fromEntries(factories);
}
