import type { AlarmSettings, AlarmState } from '../alarms.ts';

/** Of an alarm's state. */
export interface Change {
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * What CloudWatch tells a topic, as far as all alarms have it in common; the region is given by its code, not by its name.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function alarmNotice(alarm: AlarmSettings, { from, to, reason, at }: Change) {
  const { name, description, account, region, arn } = alarm;
  return {
    subject: `${to}: "${name}" in ${region}`,
    message: JSON.stringify({
      AlarmName: name,
      AlarmDescription: description ?? null,
      AWSAccountId: account,
      NewStateValue: to,
      NewStateReason: reason,
      StateChangeTime: new Date(at).toISOString().replace('Z', '+0000'),
      Region: region,
      AlarmArn: arn,
      OldStateValue: from,
    }),
  };
}
