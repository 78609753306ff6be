import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AwsError } from '../../../../infra/local/service.ts';
import { clientOf } from '../../../infra/local/an-organization.ts';
import type { Hub } from '../a-hub.ts';

export const MEMBER = '111111111111';
export const MANAGEMENT = '100000000001';
export const HUB = '100000000002';
export const KEEPER = '222222222222';
export const here = 'eu-west-1';

/** What is done to an organization in which all was well. */
export type Harm = (hub: Hub) => unknown;

/** Switches a rule off. */
export function disable(account: string, Name: string, EventBusName?: string): Harm {
  return ({ organization }) =>
    new EventBridgeClient(clientOf(organization, account)).send(
      new DisableRuleCommand({ Name, EventBusName }),
    );
}

/** Leaves a message in a queue. */
export function leave(account: string, queue: string): Harm {
  return ({ organization }) =>
    new SQSClient({ ...clientOf(organization, account), useQueueUrlAsEndpoint: false }).send(
      new SendMessageCommand({
        QueueUrl: `https://sqs.eu-west-1.amazonaws.com/${account}/${queue}`,
        MessageBody: '{}',
      }),
    );
}

/** One harm after the other. */
export async function inTurn(hub: Hub, ...harms: Harm[]): Promise<void> {
  for (const harm of harms) await harm(hub);
}

export const denied = new AwsError('AccessDeniedException', 'You shall not see', { status: 400 });
