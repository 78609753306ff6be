import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  type EventBridgeClientConfig,
} from '@aws-sdk/client-eventbridge';

/** Disables the rule that forwards events; returns what enables it again. */
export async function silence(client: EventBridgeClientConfig): Promise<() => Promise<void>> {
  const events = new EventBridgeClient(client);
  const rule = { Name: 'stocktake-forward' };
  await events.send(new DisableRuleCommand(rule));
  return async () => {
    await events.send(new EnableRuleCommand(rule));
  };
}
