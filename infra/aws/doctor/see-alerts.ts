import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import type { TopicFacts } from '../../../rules/doctor/alerts.ts';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { Cloud } from '../../cloud.ts';
import { lookFor } from './look.ts';

/** The topic for alerts, with whoever is told. */
export function seeAlerts(cloud: Cloud, TopicArn: string): Promise<Looked<TopicFacts | undefined>> {
  return lookFor(['NotFound', 'NotFoundException'], async () => {
    const { Attributes: said = {} } = await cloud
      .hub(SNSClient)
      .send(new GetTopicAttributesCommand({ TopicArn }));
    return {
      policy: said.Policy,
      confirmed: Number(said.SubscriptionsConfirmed),
      pending: Number(said.SubscriptionsPending),
    };
  });
}
