import type { StackInstanceSummary, StackSet } from '@aws-sdk/client-cloudformation';
import { arnOf } from '../arn.ts';
import type { Call } from '../service.ts';
import type { KnownInstance, KnownStackSet } from '../stack-sets.ts';

interface Home {
  readonly managementAccount: string;
}

/** Stack sets live in the management account, whoever made them. @param id name and unique id. Source: SAM facts A.3. */
export function stackSetArn({ managementAccount }: Home, { region }: Call, id: string): string {
  return arnOf('cloudformation', { account: managementAccount, region }, `stackset/${id}`);
}

/** What DescribeStackSet tells; the regions are those that have an instance. */
export function stackSetOnTheWire(set: KnownStackSet, home: Home, call: Call): StackSet {
  const { name, id, groups, parameters } = set.description;
  return {
    StackSetName: name,
    StackSetId: id,
    StackSetARN: stackSetArn(home, call, id),
    Status: set.status,
    PermissionModel: 'SERVICE_MANAGED',
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    AutoDeployment: { Enabled: set.isAutomatic, RetainStacksOnAccountRemoval: false },
    OrganizationalUnitIds: [...new Set(groups.flatMap(({ units }) => units))],
    Regions: [...new Set(set.instances.map(({ region }) => region))],
  };
}

/** What ListStackInstances tells of one stack. @param unit that the account is in. */
export function instanceOnTheWire(
  { description }: KnownStackSet,
  { account, region, trouble }: KnownInstance,
  unit: string | undefined,
): StackInstanceSummary {
  return {
    StackSetId: description.id,
    Account: account,
    Region: region,
    StackId: arnOf('cloudformation', { account, region }, `stack/StackSet-${description.name}`),
    Status: trouble === undefined ? 'CURRENT' : 'OUTDATED',
    StackInstanceStatus: { DetailedStatus: trouble === undefined ? 'SUCCEEDED' : 'FAILED' },
    ...(trouble !== undefined && { StatusReason: trouble }),
    ...(unit !== undefined && { OrganizationalUnitId: unit }),
    DriftStatus: 'NOT_CHECKED',
  };
}
