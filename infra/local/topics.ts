import type {
  GetTopicAttributesInput,
  ListTopicsResponse,
  PublishInput,
  PublishResponse,
} from '@aws-sdk/client-sns';
import type { Place } from './arn.ts';
import { keepLatest } from './keep-latest.ts';
import type { Servant } from './permissions/request.ts';
import type { Policy } from './policy.ts';
import { AwsError, type Call, type Ground, type Operations } from './service.ts';
import { type TopicGround, whyNotPublish } from './topics/why-not-publish.ts';
import { uuid } from './uuid.ts';

/** A topic as a template describes it. */
export interface TopicSettings extends Place {
  readonly arn: string;
  readonly policies: readonly Policy[];
  /** Of the key that encrypts it, if one does: id, ARN or alias. */
  readonly keyId?: string | undefined;
  readonly displayName?: string | undefined;
  readonly subscriptions?: readonly Subscription[];
}

/** Who asked to be told. Nobody is: there is no mail here. All have confirmed, unless they are made to hesitate. */
export interface Subscription {
  readonly topicArn: string;
  readonly protocol: 'email';
  readonly endpoint: string;
}

/** What was published, kept for tests to look into. */
interface Notice {
  readonly topicArn: string;
  readonly at: number;
  readonly subject?: string | undefined;
  readonly message: string;
  readonly attributes: NonNullable<PublishInput['MessageAttributes']>;
}

/** SNS of all accounts and regions. Notices are kept and go nowhere. */
export interface Topics {
  readonly operations: Operations;
  create(topic: TopicSettings): void;
  find(arn: string): TopicSettings | undefined;
  /**
   * Publishes in the name of an AWS service, if the topic's policy and its key's let it.
   *
   * @returns why they do not, or undefined. Throws Error for a topic that does not exist.
   */
  publishAs(
    servant: Servant,
    notice: Pick<Notice, 'topicArn' | 'message' | 'subject'>,
  ): string | undefined;
  /** From now on nobody has confirmed to be told. */
  hesitate(arn: string): void;
  published(arn: string): readonly Notice[];
}

interface Topic {
  readonly settings: TopicSettings;
  readonly notices: Notice[];
  isConfirmed: boolean;
}

export function createTopics(ground: Ground, world: TopicGround): Topics {
  const topics = new Map<string, Topic>();

  function publish(request: PublishInput, call: Call): PublishResponse {
    const topicArn = request.TopicArn ?? request.TargetArn ?? '';
    const { Message: message = '', Subject: subject } = request;
    const topic = requireTopic(topics, topicArn);
    if (message === '') throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
    const attributes = request.MessageAttributes ?? {};
    keepLatest(topic.notices, { topicArn, at: call.at, subject, message, attributes });
    return { MessageId: uuid(ground.random) };
  }

  function list(_input: object, { caller, region }: Call): ListTopicsResponse {
    const arns = [...topics.keys()].filter((arn) => arn.includes(`:${region}:${caller.account}:`));
    return { Topics: arns.map((TopicArn) => ({ TopicArn })) };
  }

  return {
    operations: {
      Publish: publish,
      ListTopics: list,
      GetTopicAttributes: ({ TopicArn = '' }: GetTopicAttributesInput) => ({
        Attributes: attributesOf(requireTopic(topics, TopicArn)),
      }),
    },
    create: (settings) =>
      void topics.set(settings.arn, { settings, notices: [], isConfirmed: true }),
    find: (arn) => topics.get(arn)?.settings,
    publishAs(servant, notice) {
      const topic = topics.get(notice.topicArn);
      if (!topic) throw new Error(`there is no topic ${notice.topicArn}`);
      const trouble = whyNotPublish(servant, topic.settings, world);
      if (trouble) return trouble;
      keepLatest(topic.notices, { ...notice, at: ground.clock.now(), attributes: {} });
      return undefined;
    },
    hesitate(arn) {
      requireTopic(topics, arn).isConfirmed = false;
    },
    published: (arn) => topics.get(arn)?.notices ?? [],
  };
}

function requireTopic(topics: ReadonlyMap<string, Topic>, arn: string): Topic {
  const topic = topics.get(arn);
  if (topic) return topic;
  throw new AwsError('NotFound', 'Topic does not exist', { status: 404 });
}

/** All of them texts, as GetTopicAttributes gives them. */
function attributesOf({ settings, isConfirmed }: Topic): Record<string, string> {
  const { arn, account, displayName, keyId, policies, subscriptions = [] } = settings;
  const Statement = policies.flatMap((policy) => policy.Statement);
  return {
    TopicArn: arn,
    Owner: account,
    DisplayName: displayName ?? '',
    SubscriptionsConfirmed: String(isConfirmed ? subscriptions.length : 0),
    SubscriptionsPending: String(isConfirmed ? 0 : subscriptions.length),
    SubscriptionsDeleted: '0',
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
    ...(keyId !== undefined && { KmsMasterKeyId: keyId }),
  };
}
