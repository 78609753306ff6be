import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Cloud } from '../cloud.ts';

// Kept apart from enforcement.ts: this client is a tenth of everything that a cold start would read.

/** The value of a parameter; undefined for one without. @throws SSM's errors, `ParameterNotFound` among them. */
export async function getParameter(cloud: Cloud, name: string): Promise<string | undefined> {
  const answer = await cloud.hub(SSMClient).send(new GetParameterCommand({ Name: name }));
  return answer.Parameter?.Value;
}

/** Replaces the value of a parameter. @throws SSM's errors. */
export async function putParameter(
  cloud: Cloud,
  parameter: { readonly name: string; readonly value: string },
): Promise<void> {
  const { name: Name, value: Value } = parameter;
  await cloud.hub(SSMClient).send(new PutParameterCommand({ Name, Value, Overwrite: true }));
}
