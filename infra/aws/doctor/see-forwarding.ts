import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Forwarder, ForwardingFacts } from '../../../rules/doctor/forwarding.ts';
import type { Cloud, Place } from '../../cloud.ts';
import { RegionalSqsClient } from '../sqs.ts';
import { seeQueue } from './see-queue.ts';
import { seeRule } from './see-rule.ts';

/** A rule with its queue, in a member's region. */
export async function seeForwarding(
  cloud: Cloud,
  { account, region }: Place,
  { rule, queue, alarmRule }: Forwarder,
): Promise<ForwardingFacts> {
  const place = { account, region };
  const url = queueUrl(cloud, place, queue);
  const events = cloud.doctor(EventBridgeClient, place);
  const [seenRule, seenAlarmRule, seenQueue] = await Promise.all([
    seeRule(events, { name: rule }),
    seeRule(events, { name: alarmRule }),
    seeQueue(cloud.doctor(RegionalSqsClient, place), url),
  ]);
  return { rule: seenRule, alarmRule: seenAlarmRule, queue: seenQueue, queueUrl: url };
}

/** Of a queue in another place than the hub's own: on the same kind of host. */
function queueUrl({ settings }: Cloud, { account, region }: Place, name: string): string {
  const { origin } = new URL(settings.workQueueUrl);
  return `${origin.replace(settings.region, region)}/${account}/${name}`;
}
