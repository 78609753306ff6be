import {
  CloudFormationClient,
  DescribeStackSetCommand,
  paginateListStackInstances,
  type StackInstanceSummary,
} from '@aws-sdk/client-cloudformation';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { StackInstance, StackSetFacts } from '../../../rules/doctor/stack-sets.ts';
import type { Cloud } from '../../cloud.ts';
import { look, lookFor } from './look.ts';

/** A stack set, and as whom it is asked for. */
export interface StackSetRef {
  readonly StackSetName: string;
  /** `SELF` from the management account, `DELEGATED_ADMIN` from every other one. */
  readonly CallAs: 'SELF' | 'DELEGATED_ADMIN';
}

/** A stack set; they are made in the hub's region. */
export function seeStackSet(
  cloud: Cloud,
  ref: StackSetRef,
): Promise<Looked<StackSetFacts | undefined>> {
  return lookFor(['StackSetNotFoundException'], async () => {
    const { StackSet = {} } = await cloud
      .hub(CloudFormationClient)
      .send(new DescribeStackSetCommand({ ...ref }));
    return {
      status: StackSet.Status ?? 'without a status',
      isAutomatic: StackSet.AutoDeployment?.Enabled ?? false,
      units: StackSet.OrganizationalUnitIds ?? [],
      regions: StackSet.Regions ?? [],
    };
  });
}

/** All instances of a stack set. */
export function seeStackInstances(
  cloud: Cloud,
  ref: StackSetRef,
): Promise<Looked<StackInstance[]>> {
  return look(async () => {
    const instances: StackInstance[] = [];
    const client = cloud.hub(CloudFormationClient);
    for await (const page of paginateListStackInstances({ client }, { ...ref })) {
      instances.push(...(page.Summaries ?? []).map(seen));
    }
    return instances;
  });
}

function seen({
  Account: account = '',
  Region: region = '',
  Status,
  StackInstanceStatus,
  StatusReason: reason,
}: StackInstanceSummary): StackInstance {
  const status = Status ?? 'without a status';
  return { account, region, status, detail: StackInstanceStatus?.DetailedStatus ?? '', reason };
}
