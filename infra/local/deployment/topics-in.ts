import * as z from 'zod';
import type { Policy } from '../policy.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { compileFilter, type Subscription } from '../topics/subscription.ts';
import type { TopicSettings } from '../topics.ts';
import { policyOf } from './policy-of.ts';
import { readProperties } from './read-properties.ts';

const TopicProperties = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  KmsMasterKeyId: z.string().optional(),
  Tags: z.unknown().optional(),
});

const TopicPolicyProperties = z.strictObject({
  Topics: z.array(z.string()),
  PolicyDocument: z.unknown(),
});

/** No mail is sent here. */
const SubscriptionProperties = z
  .strictObject({
    TopicArn: z.string(),
    Protocol: z.literal('email'),
    Endpoint: z.string(),
    FilterPolicy: z.record(z.string(), z.unknown()).optional(),
    FilterPolicyScope: z.enum(['MessageAttributes', 'MessageBody']).default('MessageAttributes'),
  })
  .transform(({ TopicArn, Protocol, Endpoint, FilterPolicy, FilterPolicyScope }, context) => {
    const filter = FilterPolicy && { scope: FilterPolicyScope, policy: FilterPolicy };
    try {
      compileFilter(filter);
    } catch (error) {
      context.addIssue({ code: 'custom', path: ['FilterPolicy'], message: String(error) });
    }
    return { topicArn: TopicArn, protocol: Protocol, endpoint: Endpoint, filter };
  });

/** The topics of a stack, each with the policies that name it and with who subscribed to it. */
export function topicsIn(resources: readonly Resource[]): TopicSettings[] {
  const policies = ofType(resources, 'AWS::SNS::TopicPolicy').map(readTopicPolicy);
  const subscriptions = ofType(resources, 'AWS::SNS::Subscription').map(readSubscription);
  return ofType(resources, 'AWS::SNS::Topic').map((resource) => {
    const { KmsMasterKeyId, DisplayName } = readProperties(resource, TopicProperties);
    const { account, region, ref: arn } = resource;
    const mine = policies.filter(({ topics }) => topics.includes(arn));
    return {
      account,
      region,
      arn,
      keyId: KmsMasterKeyId,
      displayName: DisplayName,
      policies: mine.map(({ policy }) => policy),
      subscriptions: subscriptions.filter(({ topicArn }) => topicArn === arn),
    };
  });
}

interface TopicPolicy {
  readonly topics: readonly string[];
  readonly policy: Policy;
}

function readTopicPolicy(resource: Resource): TopicPolicy {
  const { Topics: topics, PolicyDocument } = readProperties(resource, TopicPolicyProperties);
  return { topics, policy: policyOf(resource, PolicyDocument) };
}

function readSubscription(resource: Resource): Subscription {
  return readProperties(resource, SubscriptionProperties);
}
