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
import { compileFilter, type Subscription } from './topics/subscription.ts';
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

/** What was published, kept for tests to look into. */
interface Notice {
  readonly topicArn: string;
  readonly at: number;
  readonly subject?: string | undefined;
  readonly message: string;
  readonly attributes: NonNullable<PublishInput['MessageAttributes']>;
}

/** A mail as its reader sees it, but for what SNS writes below: how to unsubscribe. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly subject: string;
  readonly text: string;
}

/** SNS of all accounts and regions. Notices and mails are kept and go nowhere. */
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
  /** The latest ten thousand mails to the topic's subscribers, oldest first. */
  mails(arn: string): readonly Mail[];
  /** Is told whatever the topic publishes from now on. Throws AwsError `NotFound`. */
  listen(arn: string, listener: (notice: Notice) => void): void;
}

interface Topic {
  readonly settings: TopicSettings;
  readonly notices: Notice[];
  readonly mails: Mail[];
  readonly listeners: ((notice: Notice) => void)[];
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
    tell(topic, { topicArn, at: call.at, subject, message, attributes });
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
    create: (settings) => void topics.set(settings.arn, topicOf(settings)),
    find: (arn) => topics.get(arn)?.settings,
    publishAs(servant, notice) {
      const topic = topics.get(notice.topicArn);
      if (!topic) throw new Error(`there is no topic ${notice.topicArn}`);
      const trouble = whyNotPublish(servant, topic.settings, world);
      if (trouble) return trouble;
      tell(topic, { ...notice, at: ground.clock.now(), attributes: {} });
      return undefined;
    },
    hesitate(arn) {
      requireTopic(topics, arn).isConfirmed = false;
    },
    published: (arn) => topics.get(arn)?.notices ?? [],
    mails: (arn) => topics.get(arn)?.mails ?? [],
    listen: (arn, listener) => void requireTopic(topics, arn).listeners.push(listener),
  };
}

function topicOf(settings: TopicSettings): Topic {
  const topic: Topic = { settings, notices: [], mails: [], listeners: [], isConfirmed: true };
  for (const { endpoint: to, filter } of settings.subscriptions ?? []) {
    const passes = compileFilter(filter);
    topic.listeners.push((notice) => {
      if (topic.isConfirmed && passes(notice)) keepLatest(topic.mails, mailOf(notice, topic, to));
    });
  }
  return topic;
}

function tell({ notices, listeners }: Topic, notice: Notice): void {
  keepLatest(notices, notice);
  for (const listener of listeners) listener(notice);
}

function mailOf({ at, subject, message }: Notice, { settings }: Topic, to: string): Mail {
  const from = settings.displayName || 'AWS Notifications';
  return { from, to, at, subject: subject ?? 'AWS Notification Message', text: message };
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
