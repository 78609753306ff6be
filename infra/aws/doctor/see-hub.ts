import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { BusFacts, StopFacts } from '../../../rules/doctor/hub.ts';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { QueueFacts } from '../../../rules/doctor/queue.ts';
import type { RuleFacts } from '../../../rules/doctor/rule.ts';
import type { Cloud } from '../../cloud.ts';
import { RegionalSqsClient } from '../sqs.ts';
import { lookFor } from './look.ts';
import { seeQueue } from './see-queue.ts';
import { seeRule } from './see-rule.ts';

/** The account that the hub is in. @throws STS's errors. */
export async function hubAccount(cloud: Cloud): Promise<string> {
  const { Account = '' } = await cloud.hub(STSClient).send(new GetCallerIdentityCommand({}));
  return Account;
}

/** The hub's bus. */
export function seeBus(cloud: Cloud): Promise<Looked<BusFacts | undefined>> {
  return lookFor(['ResourceNotFoundException'], async () => {
    const ask = new DescribeEventBusCommand({ Name: cloud.settings.hubBus });
    const { Policy: policy } = await cloud.hub(EventBridgeClient).send(ask);
    return { policy };
  });
}

/** A rule on the hub's bus. */
export function seeHubRule(cloud: Cloud, name: string): Promise<Looked<RuleFacts | undefined>> {
  return seeRule(cloud.hub(EventBridgeClient), { name, bus: cloud.settings.hubBus });
}

/** A queue of the hub. */
export function seeHubQueue(cloud: Cloud, url: string): Promise<Looked<QueueFacts | undefined>> {
  return seeQueue(cloud.hub(RegionalSqsClient), url);
}

/** The emergency stop, and since when it is as it is. */
export function seeStop(cloud: Cloud): Promise<Looked<StopFacts | undefined>> {
  return lookFor(['ParameterNotFound'], async () => {
    const ask = new GetParameterCommand({ Name: cloud.settings.enforcementParameter });
    const { Parameter } = await cloud.hub(SSMClient).send(ask);
    return { value: Parameter?.Value, since: Parameter?.LastModifiedDate?.toISOString() };
  });
}
