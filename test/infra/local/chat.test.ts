import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from '@jest/globals';
import { aHub } from './a-hub.ts';
import { clientOf, HUB, type OrganizationInTest } from './an-organization.ts';
import { START } from './ground.ts';

const TopicArn = `arn:aws:sns:eu-west-1:${HUB}:alerts`;

const resources = `
  Topic:
    Type: AWS::SNS::Topic
    Properties: { TopicName: alerts }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: chatbot.amazonaws.com }
            Action: sts:AssumeRole
            Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }
  Slack:
    Type: AWS::Chatbot::SlackChannelConfiguration
    Properties:
      ConfigurationName: storage
      SlackWorkspaceId: T0123ABCD
      SlackChannelId: C0123ABCD
      IamRoleArn: !GetAtt Role.Arn
      SnsTopicArns: [!Ref Topic]
      GuardrailPolicies: ['arn:aws:iam::aws:policy/AWSDenyAll']
      LoggingLevel: ERROR
      UserRoleRequired: false
  Teams:
    Type: AWS::Chatbot::MicrosoftTeamsChannelConfiguration
    Properties:
      ConfigurationName: security
      TeamId: 11111111-1111-1111-1111-111111111111
      TeamsTenantId: 22222222-2222-2222-2222-222222222222
      TeamsChannelId: 19%3aabc%40thread.tacv2
      IamRoleArn: !GetAtt Role.Arn
      SnsTopicArns: [!Ref Topic]
`;

function aNotification(content: object = {}, more: object = {}): string {
  const whole = { description: 'There is a *fire*.', ...content };
  return JSON.stringify({ version: '1.0', source: 'custom', content: whole, ...more });
}

function inThread(threadId: string, description: string): string {
  return aNotification({ description }, { metadata: { threadId } });
}

async function publish(organization: OrganizationInTest, ...messages: readonly string[]) {
  const client = new SNSClient(clientOf(organization, HUB));
  for (const Message of messages) await client.send(new PublishCommand({ TopicArn, Message }));
}

describe('a chat channel', () => {
  test.each(['storage', 'security'])('shows what its topic publishes: %s', async (name) => {
    const hub = await aHub(resources);

    await publish(hub, aNotification({ title: 'Fire', nextSteps: ['Run'], keywords: ['red'] }));

    const description = 'There is a *fire*.';
    const said = { title: 'Fire', description, nextSteps: ['Run'], keywords: ['red'] };
    expect(hub.machines.chat.shown(name)).toEqual([
      {
        id: undefined,
        messages: [{ ...said, threadId: undefined, summary: undefined, at: START }],
      },
    ]);
  });

  test('keeps the messages of a thread together', async () => {
    const hub = await aHub(resources);

    await publish(hub, inThread('a', '1'), inThread('b', '2'), inThread('a', '3'));

    const threads = hub.machines.chat.shown('storage');
    const said = threads.map(({ id, messages }) => [id, ...messages.map((one) => one.description)]);
    expect(said).toEqual([
      ['a', '1', '3'],
      ['b', '2'],
    ]);
  });

  test('begins a thread for each message that names none', async () => {
    const hub = await aHub(resources);

    await publish(hub, aNotification(), aNotification());

    expect(hub.machines.chat.shown('storage')).toHaveLength(2);
  });

  test.each([
    ['plain text', 'There is a fire.'],
    ['an event', JSON.stringify({ version: '0', source: 'stocktake', detail: {} })],
    ['another version', aNotification({}, { version: '1' })],
    ['another source', aNotification({}, { source: 'stocktake' })],
    ['no description', aNotification({ description: undefined })],
    ['an empty description', aNotification({ description: '' })],
    ['a title that is too long', aNotification({ title: 'x'.repeat(251) })],
    ['a description that is too long', aNotification({ description: 'x'.repeat(8_001) })],
    ['too many steps', aNotification({ nextSteps: Array.from('12345678901') })],
    ['a stranger', aNotification({ colour: 'red' })],
  ])('drops %s', async (_case, message) => {
    const hub = await aHub(resources);

    await publish(hub, message);

    expect(hub.machines.chat.shown('storage')).toEqual([]);
  });

  test('is asked for by its name', async () => {
    const { machines } = await aHub(resources);

    expect(() => machines.chat.shown('other')).toThrow('there is no chat configuration other');
  });
});

describe('a template', () => {
  test.each<[about: string, piece: string, other: string, trouble: string]>([
    ['a workspace’s name', 'T0123ABCD', 'acme', 'SlackWorkspaceId'],
    ['a team’s name', '11111111-1111-1111-1111-111111111111', 'storage', 'TeamId'],
    ['a channel’s name', '19%3aabc%40thread.tacv2', 'general', 'TeamsChannelId'],
    ['an unknown level', 'LoggingLevel: ERROR', 'LoggingLevel: WARN', 'LoggingLevel'],
    ['a guardrail of nobody', "'arn:aws:iam::aws:policy/AWSDenyAll'", 'deny', 'GuardrailPolicies'],
    ['a stranger', 'UserRoleRequired', 'UserRole', 'UserRole'],
    ['a topic that is not there', '[!Ref Topic]', `['${TopicArn}-2']`, `no topic ${TopicArn}-2`],
    [
      'a role of another service',
      'chatbot.amazonaws.com',
      'lambda.amazonaws.com',
      'storage: the role arn:aws:iam:',
    ],
  ])('cannot have %s', async (_about, ...[piece, other, trouble]) => {
    const start = aHub(resources.replace(piece, other));

    await expect(start).rejects.toThrow(trouble);
  });
});
