import type { Context, SQSEvent } from 'aws-lambda';
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
  const [{ enforceBatch }, { lambda }] = await Promise.all([
    import('../../batch.ts'),
    import('../../lambda.ts'),
  ]);
  const bucketChanged: FunctionFactory = (environment, outside) => {
    const cloud = functionCloud({ ...environment, MANDATE_FILE: mandateFile }, outside);
    const handler = lambda(enforceBatch(cloud));
    return (event, context) => handler(event as SQSEvent, context as Context);
  };
  return { 'bucket-changed': bucketChanged };
}

/** What Lambda would set for the process, and what keeps it quiet. */
function prepareProcess(endpoint: string): void {
  process.env.AWS_ENDPOINT_URL = endpoint;
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  process.env.POWERTOOLS_METRICS_DISABLED = 'true';
}
