import { describe, expect, test } from '@jest/globals';
import { type Resource, resourcesOf } from '../../../infra/local/template/stack.ts';
import { readTemplate } from '../../../infra/local/template.ts';

const PLACE = {
  account: '111111111111',
  region: 'eu-west-1',
  stackName: 'stack',
  endpoint: 'http://127.0.0.1:4577',
};

/** A template whose parameter `P` has the given YAML as its value (§ stands for $), with some resources to refer to. */
function template(value: string, more = ''): string {
  return `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Name: { Type: String, Default: acme }
  Size: { Type: Number, Default: 5, MinValue: 1, MaxValue: 9 }
  Names: { Type: CommaDelimitedList, Default: 'a, b' }
  Tier: { Type: String, Default: gold, AllowedValues: [gold, lead], AllowedPattern: '[a-z]+' }
Conditions:
  IsAcme: !Equals [!Ref Name, acme]
  IsOther: !Not [!Condition IsAcme]
  IsBoth: !And [!Condition IsAcme, !Condition IsOther]
  IsEither: !Or [!Condition IsAcme, !Condition IsOther]
Resources:
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: work } }
  Nameless: { Type: 'AWS::SQS::Queue' }
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: stocktake } }
  Rule: { Type: 'AWS::Events::Rule', Properties: { Name: calls, EventBusName: !Ref Bus } }
  Slack: { Type: 'AWS::Chatbot::SlackChannelConfiguration', Properties: { ConfigurationName: a } }
  Link: { Type: 'AWS::Events::Connection', Properties: { Name: pager } }
  Hook: { Type: 'AWS::Events::ApiDestination', Properties: { Name: pager } }
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: member, Path: /stocktake/ } }
  P:
    Type: AWS::SSM::Parameter
    Properties:
      Name: p
      Value: ${value.replaceAll('§', '$')}
${more}
`;
}

function resources(
  yaml: string,
  more: Partial<typeof PLACE> & { parameters?: Record<string, string> } = {},
) {
  return resourcesOf(readTemplate('t.yaml', yaml), { ...PLACE, parameters: {}, ...more });
}

function resolved(yaml: string, more: Parameters<typeof resources>[1] = {}): unknown {
  const parameter = resources(template(yaml), more).find(({ name }) => name === 'p');
  return parameter?.properties.Value;
}

describe('functions', () => {
  test.each([
    ['a parameter', '!Ref Name', 'acme'],
    ['a number', '!Ref Size', 5],
    ['a list', '!Ref Names', ['a', 'b']],
    ['the account', '!Ref AWS::AccountId', '111111111111'],
    ['the partition', '!Ref AWS::Partition', 'aws'],
    ['nothing', '!Ref AWS::NoValue', undefined],
    ['a queue’s URL', '!Ref Queue', 'http://127.0.0.1:4577/111111111111/work'],
    ['a queue’s ARN', '!GetAtt Queue.Arn', 'arn:aws:sqs:eu-west-1:111111111111:work'],
    [
      'a rule’s ARN with its bus',
      '!GetAtt Rule.Arn',
      'arn:aws:events:eu-west-1:111111111111:rule/stocktake/calls',
    ],
    [
      'a role’s ARN with its path',
      '!GetAtt Role.Arn',
      'arn:aws:iam::111111111111:role/stocktake/member',
    ],
    [
      'a chat channel’s ARN',
      '!Ref Slack',
      'arn:aws:chatbot::111111111111:chat-configuration/slack-channel/a',
    ],
    ['names in a text', "!Sub '§{Name}-§{Queue.QueueName}-§{AWS::Region}'", 'acme-work-eu-west-1'],
    ['names of its own', "!Sub ['§{a}/§{Name}', { a: !Ref Size }]", '5/acme'],
    ['what is meant literally', "!Sub '§{!account_id}'", '$'.concat('{account_id}')],
    ['texts joined', "!Join ['-', [!Ref Name, x]]", 'acme-x'],
    ['one of several', "!Select [1, !Split [',', 'a,b,c']]", 'b'],
    ['what holds', '!If [IsAcme, yes-it-is, no]', 'yes-it-is'],
    ['what does not hold', '!If [IsBoth, x, !Ref Name]', 'acme'],
    ['what holds either way', '!If [IsEither, x, y]', 'x'],
    ['the long form', '{ "Fn::Sub": "§{Name}" }', 'acme'],
    ['a function in a list', '[!Ref AWS::NoValue, !Ref Name]', ['acme']],
    ['a choice in a list', '[!If [IsBoth, x, !Ref AWS::NoValue], !Ref Name]', ['acme']],
  ])('give %s', (_case, yaml, value) => {
    expect(resolved(yaml)).toEqual(value);
  });

  test('leave a condition of a policy alone', () => {
    expect(resolved('{ Condition: { StringEquals: { x: !Ref Name } } }')).toEqual({
      Condition: { StringEquals: { x: 'acme' } },
    });
  });

  test.each([
    [
      '!GetAtt Link.Arn',
      /^arn:aws:events:eu-west-1:111111111111:connection\/pager\/[0-9a-f-]{36}$/,
    ],
    [
      '!GetAtt Link.SecretArn',
      /^arn:aws:secretsmanager:eu-west-1:111111111111:secret:events!connection\/pager\/[0-9a-f-]{36}-[0-9a-f]{6}$/,
    ],
    [
      '!GetAtt Hook.Arn',
      /^arn:aws:events:eu-west-1:111111111111:api-destination\/pager\/[0-9a-f-]{36}$/,
    ],
    ['!Ref Link', /^pager$/],
    ['!Ref Hook', /^pager$/],
  ])('give what EventBridge makes up: %s', (yaml, arn) => {
    expect(resolved(yaml)).toMatch(arn);
  });

  test('know other partitions', () => {
    const value = resolved('!GetAtt Queue.Arn', { region: 'cn-north-1' });

    expect(value).toBe('arn:aws-cn:sqs:cn-north-1:111111111111:work');
  });

  test('make up a name that stays the same', () => {
    const [first, again, elsewhere] = [{}, {}, { account: '222222222222' }].map((place) =>
      resolved('!GetAtt Nameless.QueueName', place),
    );

    expect(first).toMatch(/^stack-Nameless-[0-9A-F]{12}$/);
    expect(again).toBe(first);
    expect(elsewhere).not.toBe(first);
  });

  test.each([
    [
      'an unknown function',
      '!Ref Nobody',
      'Resources.P.Properties: there is no Nobody to refer to',
    ],
    [
      'an unknown name',
      '{ "Fn::Cidr": [] }',
      'Resources.P.Properties: the function Fn::Cidr is not known here',
    ],
    [
      'an unknown attribute',
      '!GetAtt Queue.Colour',
      'Resources.P.Properties: Queue has no attribute Colour',
    ],
    ['an unknown condition', '!If [IsMissing, a, b]', 'Conditions.IsMissing: missing'],
    [
      'a list of the wrong length',
      '!If [IsAcme, a]',
      'Resources.P.Properties: expected a list of 3',
    ],
    ['a text where a list belongs', '!GetAtt { a: b }', 'line 26: Unresolved tag: !GetAtt'],
  ])('say where there is %s', (_case, yaml, message) => {
    expect(() => resolved(yaml)).toThrow(`t.yaml: ${message}`);
  });
});

describe('parameters', () => {
  test('take the given value before the default', () => {
    expect(resolved('!Ref Name', { parameters: { Name: 'other' } })).toBe('other');
  });

  test.each([
    [{ Size: '10' }, 'Parameters.Size: 10 is out of range'],
    [{ Tier: 'GOLD' }, 'Parameters.Tier: expected [a-z]+; found "GOLD"'],
    [{ Tier: 'tin' }, 'Parameters.Tier: "tin" is none of gold, lead'],
    [{ Nobody: 'x' }, 'Parameters.Nobody: no such parameter'],
  ])('refuse %j', (parameters, message) => {
    expect(() => resolved('x', { parameters })).toThrow(`t.yaml: ${message}`);
  });

  test('must have a value', () => {
    const yaml = template('x').replace(', Default: acme', '');

    expect(() => resources(yaml)).toThrow('t.yaml: Parameters.Name: has no value');
  });
});

describe('resources', () => {
  test('cannot be referred to where their condition does not hold', () => {
    const other = "Other: { Type: 'AWS::SNS::Topic', Condition: IsOther }";
    const trouble = 'Resources.P.Properties: Other is left out: IsOther does not hold';

    expect(() => resources(template('!Ref Other', `  ${other}`))).toThrow(trouble);
    expect(() => resources(template('!GetAtt Other.TopicName', `  ${other}`))).toThrow(trouble);
    expect(() =>
      resources(template('!If [IsOther, !Ref Other, none]', `  ${other}`)),
    ).not.toThrow();
  });

  test('are there only where their condition holds', () => {
    const topic = (condition: string) => `
  ${condition}Topic: { Type: 'AWS::SNS::Topic', Condition: ${condition}, Properties: { TopicName: ${condition} } }`;

    const names = resources(template('x', `${topic('IsAcme')}${topic('IsOther')}`)).map(
      ({ name }) => name,
    );

    expect(names).toContain('IsAcme');
    expect(names).not.toContain('IsOther');
  });

  test('of an unknown type are an error', () => {
    const yaml = template('x', "  Odd: { Type: 'AWS::Odd::Thing' }");

    expect(() => resources(yaml)).toThrow(
      't.yaml: Resources.Odd: the local organization does not know AWS::Odd::Thing',
    );
  });

  test('with an unknown attribute are an error', () => {
    const yaml = template('x', "  Odd: { Type: 'AWS::SQS::Queue', Propertys: {} }");

    expect(() => resources(yaml)).toThrow('t.yaml: Resources.Odd: Unrecognized key: "Propertys"');
  });
});

describe('globals of SAM', () => {
  const sam = (properties: string) => `
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Timeout: 60, Environment: { Variables: { A: global, B: global } } }
Resources:
  F: { Type: 'AWS::Serverless::Function', Properties: ${properties} }`;

  test('lie under the function’s own, map by map', () => {
    const yaml = sam('{ Timeout: 5, Environment: { Variables: { B: own } } }');

    const [lambda] = resources(yaml) as [Resource];

    expect(lambda.properties).toEqual({
      Timeout: 5,
      Environment: { Variables: { A: 'global', B: 'own' } },
    });
  });

  test('are for functions alone', () => {
    const yaml = sam('{}').replace('Function:', 'Api:');

    expect(() => readTemplate('t.yaml', yaml)).toThrow('t.yaml: Globals: Unrecognized key: "Api"');
  });
});

test('a template that is no YAML is told with its line', () => {
  expect(() => readTemplate('t.yaml', 'a: [')).toThrow(/^t\.yaml: line 1: /);
});

test('an unknown tag is told', () => {
  expect(() => readTemplate('t.yaml', template('!Odd x'))).toThrow(/^t\.yaml: line \d+: .*!Odd/);
});
