import { describe, expect, test } from '@jest/globals';
import { createKeys } from '../../../infra/local/keys.ts';
import { type Policy, readPolicy } from '../../../infra/local/policy.ts';
import { createTopics } from '../../../infra/local/topics.ts';
import { aMembership } from './a-membership.ts';
import { aCall, aGround, ask, START } from './ground.ts';

const TopicArn = 'arn:aws:sns:eu-west-1:111111111111:alerts';

function aService(policies: readonly Policy[] = [], keyId?: string) {
  const topics = createTopics(aGround(), {
    keys: createKeys(aMembership()),
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
    const publisher = { servant, tellsKey: true };
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

      topics.publishAs(publisher, notice);

      expect(topics.published(TopicArn)).toEqual([{ ...notice, at: START, attributes: {} }]);
    });

    test('refuses whoever wants AWS’s own key, which admits no service', () => {
      const topics = aService([admitting], 'alias/aws/sns');

      expect(topics.publishAs(publisher, notice)).toBe(
        `${service} is not authorized to perform: kms:GenerateDataKey on alias/aws/sns`,
      );
    });
  });
});
