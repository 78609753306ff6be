import type { AlarmSettings } from '../alarms.ts';
import type { BusEvent, Ground } from '../service.ts';
import { uuid } from '../uuid.ts';
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
  const time = new Date(at).toISOString();
  return {
    version: '0',
    id: uuid(random),
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account,
    time: time.replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [arn],
    detail: {
      alarmName: name,
      state: { value: to, reason, timestamp: time.replace('Z', '+0000') },
      previousState: { value: from },
      configuration: { description: description ?? '' },
    },
  };
}
