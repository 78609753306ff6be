import * as z from 'zod';
import type { StateMachineSettings } from '../state-machines.ts';
import { StateMachineDefinition } from '../states/definition.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

/** A state machine as a template describes it, and what Step Functions does in the name of its role beside playing it. */
export interface StateMachineDeployment extends StateMachineSettings {
  readonly isTraced: boolean;
  readonly isLogged: boolean;
}

const StateMachineProperties = z.strictObject({
  Name: z.string().optional(),
  Type: z.literal('STANDARD', 'no machine but a standard one is played here'),
  Role: z.string(),
  Definition: z.record(z.string(), z.unknown()),
  DefinitionSubstitutions: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  Tracing: z.strictObject({ Enabled: z.boolean() }).default({ Enabled: false }),
  Logging: z
    .strictObject({
      Level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']),
      IncludeExecutionData: z.boolean(),
      Destinations: z.array(z.unknown()),
    })
    .optional(),
});

/** The state machines of a stack. */
export function stateMachinesIn(resources: readonly Resource[]): StateMachineDeployment[] {
  return ofType(resources, 'AWS::Serverless::StateMachine').map((resource) => {
    const properties = readProperties(resource, StateMachineProperties);
    const { account, region, name } = resource;
    return {
      account,
      region,
      name,
      arn: arnOfResource(resource),
      roleArn: properties.Role,
      definition: readDefinition(resource, properties),
      isTraced: properties.Tracing.Enabled,
      isLogged: (properties.Logging?.Level ?? 'OFF') !== 'OFF',
    };
  });
}

/** @throws TemplateError for what is not played here, or would not be accepted by AWS. */
function readDefinition(
  { template, path }: Resource,
  { Definition, DefinitionSubstitutions }: z.output<typeof StateMachineProperties>,
): StateMachineDefinition {
  const fail = (place: readonly PropertyKey[], reason: string) =>
    new TemplateError(template, [path, 'Definition', ...place].join('.'), reason);
  // As CloudFormation does it, in the text: what stands for a number needs an expression around it.
  const text = JSON.stringify(Definition).replace(/\$\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = DefinitionSubstitutions[name];
    if (value === undefined) throw fail([], `there is no substitution for ${name}`);
    return JSON.stringify(String(value)).slice(1, -1);
  });
  const read = StateMachineDefinition.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw fail(issue?.path ?? [], issue?.message ?? 'not readable');
}
