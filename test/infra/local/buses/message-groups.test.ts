import { describe, expect, test } from '@jest/globals';
import { aHub, buried, ruleFor, say } from '../a-hub.ts';
import { HUB } from '../an-organization.ts';

const queue = `
  Work:
    Type: AWS::SQS::Queue
    Properties: { QueueName: work }
  WorkPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Work]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: events.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Work.Arn
`;

function aWorkHub(group: string, arn = '!GetAtt Work.Arn') {
  const target = `Arn: ${arn}\nSqsParameters: { MessageGroupId: ${group} }`;
  return aHub(queue + ruleFor(target));
}

describe('a queue as a target', () => {
  test.each([
    ['its own', 'payments', 'payments'],
    ['the event’s account', '$.account', HUB],
    ['a text of the event’s detail', '$.detail.team', 'storage'],
    ['a number of the event’s detail', '$.detail.size', '5'],
  ])('gets messages of a group: %s', async (_case, group, expected) => {
    const hub = await aWorkHub(group);

    await say(hub, { team: 'storage', size: 5 });

    const messages = hub.machines.queues.find(`arn:aws:sqs:eu-west-1:${HUB}:work`)?.messages();
    expect(messages).toMatchObject([{ group: expected }]);
  });

  test.each([
    ['is not there', '$.detail.colour'],
    ['is no text', '$.detail'],
    ['SQS does not take', '$.detail.team'],
  ])('gets none of a group that %s', async (_case, group) => {
    const hub = await aWorkHub(group);

    await say(hub, { team: 'with space' });

    const [letter] = buried(hub);
    expect(letter?.attributes.ERROR_CODE?.StringValue).toBe('INVALID_PARAMETER');
    expect(letter?.group).toBeUndefined();
  });

  test.each([
    [
      'a path that is none',
      '$detail',
      '!GetAtt Work.Arn',
      'expected a group or a path such as $.account',
    ],
    [
      'a text that is no group',
      "'a b'",
      '!GetAtt Work.Arn',
      'expected a group or a path such as $.account',
    ],
    ['another target', 'a', "'arn:aws:sns:eu-west-1:1:a'", 'only a queue has SqsParameters'],
  ])('has groups, but not with %s', async (_case, ...[group, arn, trouble]) => {
    const start = aWorkHub(group, arn);

    await expect(start).rejects.toThrow(trouble);
  });
});
