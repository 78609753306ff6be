import { type Keys, refusedByKey } from '../keys.ts';
import type { Membership } from '../permissions/membership.ts';
import type { Servant } from '../permissions/request.ts';
import { whyNotServed } from '../permissions/whether-served.ts';
import type { TopicSettings } from '../topics.ts';

/** What a topic stands on. */
export interface TopicGround {
  readonly keys: Pick<Keys, 'find'>;
  readonly membership: Membership;
}

/** What SNS does with a topic's key in the name of whoever publishes. */
const actions = ['kms:GenerateDataKey', 'kms:Decrypt'];

/**
 * What keeps a service from publishing to a topic; undefined where nothing does.
 *
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function whyNotPublish(
  servant: Servant,
  topic: TopicSettings,
  { keys, membership }: TopicGround,
): string | undefined {
  const wish = { action: 'sns:Publish', resource: topic.arn };
  const trouble = whyNotServed(servant, { wish, policies: topic.policies }, membership);
  if (trouble !== undefined || topic.keyId === undefined) return trouble;
  const key = keys.find(topic.keyId, topic);
  // AWS's own key for SNS has a policy that nobody can change.
  if (!key)
    return `${servant.service} is not authorized to perform: ${actions[0]} on ${topic.keyId}`;
  return refusedByKey(key, { servant, actions }, membership);
}
