import * as z from 'zod';
import { ofType, type Resource } from '../template/stack.ts';
import { readProperties } from './read-properties.ts';

/** A stack set as the hub's template describes it. */
export interface DeployedStackSet {
  readonly name: string;
  /** Name and a unique id, with a colon between them. */
  readonly id: string;
  /** Of the template, as it is written: `infra/stacksets/member-roles.yaml`. */
  readonly templatePath: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly groups: readonly StackInstances[];
  /** Whether accounts that join get it by themselves. */
  readonly isAutomatic: boolean;
}

interface StackInstances {
  readonly regions: readonly string[];
  /** Ids of units, or of the root. */
  readonly units: readonly string[];
  /** Of the units' accounts only these; undefined for all. */
  readonly accounts: readonly string[] | undefined;
}

const Targets = z.union([
  z.strictObject({ OrganizationalUnitIds: z.array(z.string()).min(1) }),
  z.strictObject({
    OrganizationalUnitIds: z.array(z.string()).min(1),
    AccountFilterType: z.literal('INTERSECTION'),
    Accounts: z.array(z.string()).min(1),
  }),
]);

const StackSetProperties = z.strictObject({
  StackSetName: z.string(),
  Description: z.string().optional(),
  PermissionModel: z.literal('SERVICE_MANAGED'),
  CallAs: z.enum(['SELF', 'DELEGATED_ADMIN']),
  Capabilities: z.array(z.string()).default([]),
  AutoDeployment: z.strictObject({
    Enabled: z.boolean(),
    RetainStacksOnAccountRemoval: z.boolean().optional(),
    DependsOn: z.array(z.string()).optional(),
  }),
  TemplateURL: z.string(),
  Parameters: z
    .array(z.strictObject({ ParameterKey: z.string(), ParameterValue: z.coerce.string() }))
    .default([]),
  StackInstancesGroup: z.array(
    z.strictObject({ Regions: z.array(z.string()), DeploymentTargets: Targets }),
  ),
  // How fast it goes: here everything is there at once.
  ManagedExecution: z.unknown().optional(),
  OperationPreferences: z.unknown().optional(),
});

/** The stack sets of a stack. */
export function stackSetsIn(resources: readonly Resource[]): DeployedStackSet[] {
  return ofType(resources, 'AWS::CloudFormation::StackSet').map((resource) => {
    const properties = readProperties(resource, StackSetProperties);
    const { Parameters, StackInstancesGroup } = properties;
    return {
      name: resource.name,
      id: resource.ref,
      templatePath: properties.TemplateURL,
      parameters: Object.fromEntries(
        Parameters.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
      ),
      groups: StackInstancesGroup.map(readGroup),
      isAutomatic: properties.AutoDeployment.Enabled,
    };
  });
}

function readGroup({
  Regions: regions,
  DeploymentTargets: targets,
}: z.output<typeof StackSetProperties>['StackInstancesGroup'][number]): StackInstances {
  return {
    regions,
    units: targets.OrganizationalUnitIds,
    accounts: 'Accounts' in targets ? targets.Accounts : undefined,
  };
}
