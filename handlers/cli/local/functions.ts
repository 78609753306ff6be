import type { FunctionFactory } from '../../../infra/local/organization.ts';
import { functionCloud } from './function-cloud.ts';

/**
 * The functions of the hub as Lambda would start them, by name, for the local organization to run. Their logs and
 * metrics are kept off the screen.
 *
 * @param mandateFile the mandate that they enforce.
 * @param endpoint where the organization answers.
 */
export async function hubFunctions(
  mandateFile: string,
  endpoint: string,
): Promise<Readonly<Record<string, FunctionFactory>>> {
  prepareProcess(endpoint);
  // Loaded only now: the telemetry reads its settings when it is loaded.
  const { functionNames, startWork } = await import('./works.ts');
  const factories = functionNames.map((name): [string, FunctionFactory] => [
    name,
    (environment, outside) =>
      startWork(name, functionCloud({ ...environment, MANDATE_FILE: mandateFile }, outside)),
  ]);
  return Object.fromEntries(factories);
}

/** What Lambda would set for the process, and what keeps it quiet. */
function prepareProcess(endpoint: string): void {
  process.env.AWS_ENDPOINT_URL = endpoint;
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  process.env.POWERTOOLS_METRICS_DISABLED = 'true';
}
