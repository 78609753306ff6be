import { describe, expect, test } from '@jest/globals';
import { decided } from '../../../../../bench/check/templates/reading/decided.ts';
import { decisions } from '../../../../../bench/check/templates/reading/decisions.ts';
import { readDocument } from '../../../../../bench/check/templates/reading/document.ts';

const template = readDocument(
  'template.yaml',
  `
Parameters:
  Mail: { Type: String, Default: '' }
  Chat: { Type: CommaDelimitedList, Default: '' }
  Tier: { Type: String, Default: small, AllowedValues: [small, large] }
Conditions:
  HasMail: !Not [!Equals [!Ref Mail, '']]
  HasChat: !Not [!Equals [!Join ['', !Ref Chat], '']]
  HasAny: !Or [!Condition HasMail, !Condition HasChat]
  IsLarge: !Equals [!Ref Tier, large]
  IsHome: !Equals [!Ref AWS::Region, !Ref Mail]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: HasAny
    Properties: { Name: !If [IsLarge, large, !Ref AWS::NoValue], List: [a, !If [HasMail, b, !Ref AWS::NoValue]] }
`,
);

describe('decisions', () => {
  const all = decisions(template);

  test('try every condition both ways', () => {
    for (const name of Object.keys(template.conditions)) {
      expect(new Set(all.map((decision) => decision[name]))).toEqual(new Set([true, false]));
    }
  });

  test('try no combination that no parameters can bring about', () => {
    const impossible = all.filter(
      ({ HasMail, HasChat, HasAny }) => HasAny !== (HasMail || HasChat),
    );

    expect(impossible).toEqual([]);
  });

  test('are one for a template without conditions', () => {
    expect(decisions(readDocument('template.yaml', 'Resources: {}'))).toEqual([{}]);
  });
});

describe('a decided template', () => {
  test('has no resource whose condition fails', () => {
    expect(decided(template, { HasAny: false }).resources).toEqual({});
  });

  test('has no choice left in it', () => {
    const { resources } = decided(template, { HasAny: true, IsLarge: false, HasMail: true });

    expect(resources).toEqual({
      Topic: { Type: 'AWS::SNS::Topic', Condition: 'HasAny', Properties: { List: ['a', 'b'] } },
    });
  });
});
