import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Forwarder, ForwardingFacts } from '../../../rules/doctor/forwarding.ts';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { QueueFacts } from '../../../rules/doctor/queue.ts';
import type { RuleFacts } from '../../../rules/doctor/rule.ts';
import type { Cloud, Place } from '../../cloud.ts';
import { RegionalSqsClient } from '../sqs.ts';
import { lookFor } from './look.ts';

/** A rule with its queue, in a member's region. */
export async function seeForwarding(
  cloud: Cloud,
  { account, region }: Place,
  { rule, queue }: Forwarder,
): Promise<ForwardingFacts> {
  const place = { account, region };
  const [seenRule, seenQueue] = await Promise.all([
    seeRule(cloud.doctor(EventBridgeClient, place), { name: rule }),
    seeQueue(cloud.doctor(RegionalSqsClient, place), queueUrl(cloud, place, queue)),
  ]);
  return { rule: seenRule, queue: seenQueue };
}

/** Of a queue in another place than the hub's own: on the same kind of host. */
function queueUrl({ settings }: Cloud, { account, region }: Place, name: string): string {
  const { origin } = new URL(settings.workQueueUrl);
  return `${origin.replace(settings.region, region)}/${account}/${name}`;
}

/** A rule of a bus, of the default one if none is named, with its targets: at most five, so there is but one page. */
export function seeRule(
  events: EventBridgeClient,
  { name, bus }: { readonly name: string; readonly bus?: string },
): Promise<Looked<RuleFacts | undefined>> {
  const onBus = bus === undefined ? {} : { EventBusName: bus };
  return lookFor(['ResourceNotFoundException'], async () => {
    const { State } = await events.send(new DescribeRuleCommand({ Name: name, ...onBus }));
    const list = new ListTargetsByRuleCommand({ Rule: name, ...onBus });
    const { Targets = [] } = await events.send(list);
    return {
      isEnabled: State !== 'DISABLED',
      targets: Targets.map(({ Arn: arn = '', RoleArn: role }) => ({ arn, role })),
    };
  });
}

/** A queue's settings, and how many messages wait in it. */
export function seeQueue(
  sqs: RegionalSqsClient,
  QueueUrl: string,
): Promise<Looked<QueueFacts | undefined>> {
  const absent = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'];
  return lookFor(absent, async () => {
    const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes: said = {} } = await sqs.send(ask);
    return {
      policy: said.Policy,
      redrivesTo: redriveTarget(said.RedrivePolicy),
      isEncrypted: said.SqsManagedSseEnabled === 'true' || Boolean(said.KmsMasterKeyId),
      waiting: Number(said.ApproximateNumberOfMessages),
    };
  });
}

function redriveTarget(policy: string | undefined): string | undefined {
  if (policy === undefined) return undefined;
  const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn?: string };
  return deadLetterTargetArn;
}
