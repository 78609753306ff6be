import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { RuleFacts } from '../../../rules/doctor/rule.ts';
import { lookFor } from './look.ts';

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
