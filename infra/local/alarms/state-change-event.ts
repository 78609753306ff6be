import type { AlarmSettings } from '../alarms.ts';
import { busEvent } from '../bus-event.ts';
import type { BusEvent, Ground } from '../service.ts';
import type { Change } from './alarm-notice.ts';

/**
 * What EventBridge hears of an alarm, on the default bus of its account and region.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function stateChangeEvent(
  { name, arn, account, region, description }: AlarmSettings,
  { from, to, reason, at }: Change,
  { random }: Pick<Ground, 'random'>,
): BusEvent {
  const timestamp = new Date(at).toISOString().replace('Z', '+0000');
  const detail = {
    alarmName: name,
    state: { value: to, reason, timestamp },
    previousState: { value: from },
    configuration: { description: description ?? '' },
  };
  const detailType = 'CloudWatch Alarm State Change';
  const source = 'aws.cloudwatch';
  return busEvent({ detailType, source, account, region, at, resources: [arn], detail }, random);
}
