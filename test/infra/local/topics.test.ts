import { PublishCommand, type PublishCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from '@jest/globals';
import { createKeys } from '../../../infra/local/keys.ts';
import { type Policy, readPolicy } from '../../../infra/local/policy.ts';
import { createTopics } from '../../../infra/local/topics.ts';
import { aHub } from './a-hub.ts';
import { aMembership } from './a-membership.ts';
import { anOrganization, clientOf, HUB, PRODUCTION, refusal } from './an-organization.ts';
import { aCall, aGround, ask, START } from './ground.ts';

const TopicArn = 'arn:aws:sns:eu-west-1:111111111111:alerts';

function aService(policies: readonly Policy[] = [], keyId?: string) {
  const topics = createTopics(aGround(), {
    keys: createKeys(),
    membership: aMembership(),
  });
  topics.create({ account: '111111111111', region: 'eu-west-1', arn: TopicArn, policies, keyId });
  return topics;
}

describe('createTopics', () => {
  test('keeps what was published', async () => {
    const topics = aService();

    await ask(topics.operations, 'Publish', { input: { TopicArn, Subject: 'S', Message: 'M' } });

    expect(topics.published(TopicArn)).toEqual([
      { topicArn: TopicArn, at: START, subject: 'S', message: 'M', attributes: {} },
    ]);
  });

  test('forgets the oldest beyond ten thousand', async () => {
    const topics = aService();

    for (let at = 0; at < 10_001; at += 1) {
      await ask(topics.operations, 'Publish', { input: { TopicArn, Message: `${at}` } });
    }

    const messages = topics.published(TopicArn).map(({ message }) => message);
    expect([messages.length, messages[0], messages.at(-1)]).toEqual([10_000, '1', '10000']);
  });

  test('tells of whoever subscribed, as confirmed until they are made to hesitate', async () => {
    const topics = aService();
    const subscription = { topicArn: TopicArn, protocol: 'email', endpoint: 'a@b.c' } as const;
    const place = { account: '111111111111', region: 'eu-west-1' };
    topics.create({ ...place, arn: TopicArn, policies: [], subscriptions: [subscription] });
    const attributes = () => ask(topics.operations, 'GetTopicAttributes', { input: { TopicArn } });

    const before = await attributes();
    topics.hesitate(TopicArn);
    const after = await attributes();

    expect(before).toMatchObject({
      Attributes: { TopicArn, SubscriptionsConfirmed: '1', SubscriptionsPending: '0' },
    });
    expect(after).toMatchObject({
      Attributes: { SubscriptionsConfirmed: '0', SubscriptionsPending: '1' },
    });
  });

  test('lists the topics of the account and region', async () => {
    const { operations } = aService();

    const mine = await ask(operations, 'ListTopics', { input: {} });
    const others = await ask(operations, 'ListTopics', { input: {}, call: aCall('222222222222') });

    expect([mine, others]).toEqual([{ Topics: [{ TopicArn }] }, { Topics: [] }]);
  });

  test.each([
    ['an unknown topic', { TopicArn: `${TopicArn}-2`, Message: 'M' }, 'NotFound'],
    ['an empty message', { TopicArn, Message: '' }, 'InvalidParameter'],
  ])('refuses %s', async (_case, input, code) => {
    const { operations } = aService();

    await expect(ask(operations, 'Publish', { input })).rejects.toMatchObject({ code });
  });

  describe('in the name of a service', () => {
    const service = 'cloudwatch.amazonaws.com';
    const servant = { service, account: '111111111111', region: 'eu-west-1' };
    const notice = { topicArn: TopicArn, message: 'M' };
    const admitting = readPolicy({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sns:Publish',
        Resource: TopicArn,
      },
    });

    test('keeps what was published, as at its own time', () => {
      const topics = aService([admitting]);

      topics.publishAs(servant, notice);

      expect(topics.published(TopicArn)).toEqual([{ ...notice, at: START, attributes: {} }]);
    });

    test('refuses whoever wants AWS’s own key, which admits no service', () => {
      const topics = aService([admitting], 'alias/aws/sns');

      expect(topics.publishAs(servant, notice)).toBe(
        `${service} is not authorized to perform: kms:GenerateDataKey on alias/aws/sns`,
      );
    });
  });
});

describe('mails', () => {
  const body = { severity: ['high'] };
  const policyOn = (scope: string, policy: object = body) => `
      FilterPolicyScope: ${scope}
      FilterPolicy: ${JSON.stringify(policy)}
`;
  const withSubscription = (filter = '', displayName = '') => `
  Topic:
    Type: AWS::SNS::Topic
    Properties: { TopicName: alerts, DisplayName: '${displayName}' }
  Mail:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Topic
      Protocol: email
      Endpoint: ops@example.com
${filter}
`;
  const arn = `arn:aws:sns:eu-west-1:${HUB}:alerts`;

  async function mailsAfter(resources: string, ...notices: Partial<PublishCommandInput>[]) {
    const organization = await aHub(resources);
    const client = new SNSClient(clientOf(organization, HUB));
    for (const notice of notices) {
      await client.send(new PublishCommand({ TopicArn: arn, Message: 'M', ...notice }));
    }
    return organization.machines.topics.mails(arn);
  }

  test('go to whoever subscribed, in the topic’s name', async () => {
    const mails = await mailsAfter(withSubscription('', 'Stocktake'), { Subject: 'S' });

    const from = 'Stocktake';
    expect(mails).toEqual([{ from, to: 'ops@example.com', at: START, subject: 'S', text: 'M' }]);
  });

  test('have SNS’s own name and subject where there is no other', async () => {
    const mails = await mailsAfter(withSubscription(), {});

    expect(mails).toMatchObject([
      { from: 'AWS Notifications', subject: 'AWS Notification Message' },
    ]);
  });

  test('go to nobody who has not confirmed', async () => {
    const { machines } = await aHub(withSubscription());
    machines.topics.hesitate(arn);

    const input = { TopicArn: arn, Message: 'M' };
    await ask(machines.topics.operations, 'Publish', { input });

    expect(machines.topics.mails(arn)).toEqual([]);
  });

  test('are filtered by what the message says', async () => {
    const messages = ['{"severity":"high"}', '{"severity":"low"}', '{}', '["high"]', 'high'];
    const notices = messages.map((Message) => ({ Message }));

    const mails = await mailsAfter(withSubscription(policyOn('MessageBody')), ...notices);

    expect(mails.map(({ text }) => text)).toEqual(['{"severity":"high"}']);
  });

  test('are filtered by attributes', async () => {
    const policy = { severity: ['high'], count: [{ numeric: ['>', 9] }], tags: ['a'] };
    const attributes = (severity: string, count: string, tags: string) => ({
      Message: [severity, count, tags].join(' '),
      MessageAttributes: {
        severity: { DataType: 'String', StringValue: severity },
        count: { DataType: 'Number', StringValue: count },
        tags: { DataType: 'String.Array', StringValue: tags },
      },
    });

    const mails = await mailsAfter(
      withSubscription(policyOn('MessageAttributes', policy)),
      attributes('high', '10', '["b","a"]'),
      attributes('high', '9', '["a"]'),
      attributes('low', '10', '["a"]'),
      attributes('high', '10', '["b"]'),
      {},
    );

    expect(mails.map(({ text }) => text)).toEqual(['high 10 ["b","a"]']);
  });

  test.each([
    ['is none', policyOn('MessageBody', { severity: 'high' }), 'FilterPolicy'],
    [
      'looks below an attribute',
      policyOn('MessageAttributes', { a: body }),
      'the attribute a has nothing below it',
    ],
    ['looks elsewhere', policyOn('MessageSubject'), 'FilterPolicyScope'],
  ])('cannot be filtered by a policy that %s', async (_case, filter, trouble) => {
    const start = aHub(withSubscription(filter));

    await expect(start).rejects.toThrow(trouble);
  });
});

describe('the hub’s alert topic', () => {
  const arn = `arn:aws:sns:eu-west-1:${HUB}:stocktake-alerts`;

  async function publish(account: string, to: { TopicArn: string } | { TargetArn: string }) {
    const organization = await anOrganization();
    const client = new SNSClient(clientOf(organization, account));
    const sent = client.send(new PublishCommand({ ...to, Message: 'M' }));
    return { sent, notices: () => organization.machines.topics.published(arn) };
  }

  test('takes what its own account publishes', async () => {
    const { sent, notices } = await publish(HUB, { TopicArn: arn });

    await sent;

    expect(notices()).toHaveLength(1);
  });

  test.each([
    ['TopicArn', { TopicArn: arn }],
    ['TargetArn', { TargetArn: arn }],
  ])('takes nothing from members that name it as %s', async (_member, to) => {
    const { sent, notices } = await publish(PRODUCTION, to);

    const { name, message } = await refusal(sent);

    expect(name).toBe('AuthorizationErrorException');
    expect(message).toContain(`sns:Publish on resource: ${arn} because no resource-based policy`);
    expect(notices()).toEqual([]);
  });

  test('is asked for by its name: another one is not found', async () => {
    const { sent } = await publish(PRODUCTION, { TopicArn: `${arn}-2` });

    expect((await refusal(sent)).name).toBe('NotFoundException');
  });
});
