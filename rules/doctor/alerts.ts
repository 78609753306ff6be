import type { Fault, Verdict } from './gap.ts';
import { type Demand, hubPolicyFaults } from './hub-policy.ts';
import { judgeSeen, type Looked } from './looked.ts';
import { hubFault } from './repair.ts';

export interface TopicFacts {
  /** JSON; undefined for a topic without a policy. */
  readonly policy: string | undefined;
  /** Subscriptions that are told. */
  readonly confirmed: number;
  /** Those that wait for somebody to follow a link. */
  readonly pending: number;
}

/** Whether anybody is told when something fails. */
export function judgeAlerts(arn: string, looked: Looked<TopicFacts | undefined>): Verdict {
  return judgeSeen({ check: 'alerts', what: 'the topic for alerts' }, looked, (topic) => {
    if (!topic) return [hubFault(`there is no topic ${arn}`)];
    return [...subscriptionFaults(arn, topic), ...hubPolicyFaults(topic.policy, demandOn(arn))];
  });
}

function subscriptionFaults(arn: string, { confirmed, pending }: TopicFacts): Fault[] {
  if (confirmed > 0) return [];
  const subscribe = `aws sns subscribe --region ${arn.split(':')[3]} --topic-arn ${arn} --protocol email --notification-endpoint …`;
  if (pending === 0)
    return [
      {
        found: 'nobody has confirmed to be told',
        fix: `deploy the hub with an AlertEmail, or ${subscribe}`,
      },
    ];
  return [
    {
      found: 'nobody is told: the address has not confirmed yet',
      fix: `follow the link in the mail that AWS has sent; for another one, ${subscribe}`,
    },
  ];
}

/** EventBridge says no source to a topic: a condition on it admits nobody. */
function demandOn(arn: string): Demand {
  const context = {
    'aws:sourcearn': null,
    'aws:sourceaccount': null,
    'aws:sourceorgid': null,
    'aws:securetransport': 'true',
  };
  const who = 'events.amazonaws.com';
  return {
    whose: 'the topic for alerts',
    questions: [{ who, action: 'sns:Publish', resource: arn, context }],
    lacking: 'does not let EventBridge publish without a condition on the source',
    needed: `sns:Publish to ${who}, without a condition on the source`,
  };
}
