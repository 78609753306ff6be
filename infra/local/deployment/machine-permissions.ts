import type { Membership } from '../permissions/membership.ts';
import { whyNotCalled } from '../permissions/why-not-called.ts';
import type { DeployedRole } from './roles-in.ts';
import type { StateMachineDeployment } from './state-machines-in.ts';

/** Source: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html, permissions for logging. */
const forLogs = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/** Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html, permissions. */
const forTraces = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];

/**
 * What Step Functions does in the name of a machine's role beside playing the machine, looked at beforehand.
 *
 * @throws Error naming the machine and what its role lacks.
 */
export function refuseUnpermittedMachine(
  machine: StateMachineDeployment,
  roles: readonly DeployedRole[],
  membership: Membership,
): void {
  const { name, arn: sourceArn, roleArn, account, region, isLogged, isTraced } = machine;
  const servant = { service: 'states.amazonaws.com', sourceArn, account, region };
  const role = roles.find(({ arn }) => arn === roleArn);
  for (const action of [...(isLogged ? forLogs : []), ...(isTraced ? forTraces : [])]) {
    const wish = { action, resource: '*' };
    const reason = whyNotCalled({ servant, roleArn, role, wish }, membership);
    if (reason) throw new Error(`${name}: ${reason}`);
  }
}
