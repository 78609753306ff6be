import type { ListTopicsResponse, PublishInput, PublishResponse } from '@aws-sdk/client-sns';
import { AwsError, type Call, type Ground, type Operations } from './service.ts';
import { uuid } from './uuid.ts';

/** What was published, kept for tests to look into. */
interface Notice {
  readonly topicArn: string;
  readonly at: number;
  readonly subject?: string | undefined;
  readonly message: string;
  readonly attributes: NonNullable<PublishInput['MessageAttributes']>;
}

/** SNS of all accounts and regions. Nobody subscribes: the notices are kept. */
export interface Topics {
  readonly operations: Operations;
  create(arn: string): void;
  published(arn: string): readonly Notice[];
}

export function createTopics(ground: Ground): Topics {
  const topics = new Map<string, Notice[]>();

  function publish(request: PublishInput, call: Call): PublishResponse {
    const topicArn = request.TopicArn ?? request.TargetArn ?? '';
    const { Message: message = '', Subject: subject } = request;
    const topic = topics.get(topicArn);
    if (!topic) throw new AwsError('NotFound', 'Topic does not exist', { status: 404 });
    if (message === '') throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
    const attributes = request.MessageAttributes ?? {};
    topic.push({ topicArn, at: call.at, subject, message, attributes });
    return { MessageId: uuid(ground.random) };
  }

  function list(_input: object, { caller, region }: Call): ListTopicsResponse {
    const arns = [...topics.keys()].filter((arn) => arn.includes(`:${region}:${caller.account}:`));
    return { Topics: arns.map((TopicArn) => ({ TopicArn })) };
  }

  return {
    operations: { Publish: publish, ListTopics: list },
    create: (arn) => void topics.set(arn, []),
    published: (arn) => topics.get(arn) ?? [],
  };
}
