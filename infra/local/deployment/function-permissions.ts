import { arnOf } from '../arn.ts';
import { firstRefused } from '../permissions/first-refused.ts';
import type { Membership } from '../permissions/membership.ts';
import { whyNotAssumed } from '../permissions/why-not-assumed.ts';
import type { FunctionDeployment } from './functions-in.ts';
import type { DeployedRole } from './roles-in.ts';

/** What Lambda does with the function's own role, with its service's name in Lambda's messages. */
interface Need {
  readonly action: string;
  readonly resource: string;
  readonly service: string;
}

/**
 * What Lambda and CodeDeploy do in the name of roles, looked at beforehand.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html, and for queues
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 *
 * @throws Error naming the function and what its role lacks.
 */
export function refuseUnpermittedFunction(
  deployed: FunctionDeployment,
  roles: readonly DeployedRole[],
  membership: Membership,
): void {
  const { account, region } = deployed;
  const role = roles.find(({ arn }) => arn === deployed.roleArn);
  const lambda = { service: 'lambda.amazonaws.com', account, region };
  const untrusted = whyNotAssumed(lambda, role, membership);
  if (!role || untrusted) {
    const message = 'The role defined for the function cannot be assumed by Lambda.';
    throw trouble(deployed, `${message} ${untrusted}`);
  }
  const lacking = firstRefused({ role, region }, needsOf(deployed), membership);
  if (lacking) {
    const [, call] = lacking.action.split(':');
    const message = `The provided execution role does not have permissions to call ${call} on ${lacking.service}`;
    throw trouble(deployed, message);
  }
  refuseBadDeployment(deployed, roles, membership);
}

function needsOf(deployed: FunctionDeployment): readonly Need[] {
  const stream = arnOf('logs', deployed, `log-group:${deployed.logGroup}:log-stream:any`);
  const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const taking = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  const traces = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
  return [
    ...logs.map((action) => ({ action, resource: stream, service: 'CloudWatch Logs' })),
    ...(deployed.isTraced ? traces : []).map((action) => ({
      action,
      resource: '*',
      service: 'XRAY',
    })),
    ...deployed.mappings.flatMap(({ queueArn: resource }) =>
      taking.map((action) => ({ action, resource, service: 'SQS' })),
    ),
  ];
}

/** Without a role of the template's, SAM makes one. */
function refuseBadDeployment(
  deployed: FunctionDeployment,
  roles: readonly DeployedRole[],
  membership: Membership,
): void {
  const { account, region, deploymentRoleArn } = deployed;
  if (deploymentRoleArn === undefined) return;
  const role = roles.find(({ arn }) => arn === deploymentRoleArn);
  const codeDeploy = { service: 'codedeploy.amazonaws.com', account, region };
  const untrusted = whyNotAssumed(codeDeploy, role, membership);
  if (!untrusted) return;
  const message = `AWS CodeDeploy cannot assume the role ${deploymentRoleArn}`;
  throw trouble(deployed, `${message}: ${untrusted}`);
}

function trouble({ name }: FunctionDeployment, message: string): Error {
  return new Error(`${name}: ${message}`);
}
