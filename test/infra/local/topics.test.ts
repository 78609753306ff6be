import { describe, expect, test } from '@jest/globals';
import { createTopics } from '../../../infra/local/topics.ts';
import { aCall, aGround, ask, START } from './ground.ts';

const TopicArn = 'arn:aws:sns:eu-west-1:111111111111:alerts';

function aService() {
  const topics = createTopics(aGround());
  topics.create(TopicArn);
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
});
