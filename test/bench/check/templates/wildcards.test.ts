import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../../bench/check/templates/reading/document.ts';
import { unusedAllowances, wildcards } from '../../../../bench/check/templates/wildcards.ts';
import { describeCheck } from './mutants.ts';

const ROLE = 'Resources.Role.Properties.Policies[0].PolicyDocument.Statement';
const BUS = 'Resources.BusPolicy.Properties.Statement';
const FAULT = 'without an entry in wildcard-allowances.ts; expected it by name';

const good = `
Resources:
  BusPolicy:
    Type: AWS::Events::EventBusPolicy
    Properties:
      Statement:
        Effect: Allow
        Principal: '*'
        Action: events:PutEvents
        Resource: !GetAtt Bus.Arn
        Condition: { StringEquals: { aws:PrincipalOrgID: !Ref OrganizationId } }
  BucketPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      PolicyDocument:
        Statement:
          - { Effect: Deny, Principal: '*', Action: s3:*, Resource: '*' }
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - { Effect: Allow, Action: organizations:ListParents, Resource: '*' }
              - { Effect: Allow, Action: [sqs:SendMessage], Resource: !GetAtt Queue.Arn }
`;

describeCheck('wildcards', {
  check: wildcards,
  good,
  mutations: [
    ['aws:PrincipalOrgID', 'aws:SourceAccount', `${BUS}.Principal: * ${FAULT}`],
    ["Principal: '*'", "Principal: { AWS: '*' }"],
    ['Effect: Deny', 'Effect: Allow', ...deniedNoMore()],
    ['ListParents', 'MoveAccount', `${ROLE}[0].Resource: * ${FAULT}`],
    [
      'organizations:ListParents',
      '[organizations:ListParents, s3:GetObject]',
      `${ROLE}[0].Resource: * ${FAULT}`,
    ],
    ['sqs:SendMessage', 'sqs:Send*', `${ROLE}[1].Action: sqs:Send* ${FAULT}`],
    ['!GetAtt Queue.Arn', "[!GetAtt Queue.Arn, '*']", `${ROLE}[1].Resource: * ${FAULT}`],
    [
      'Action: organizations:ListParents',
      'NotAction: sqs:SendMessage',
      `${ROLE}[0].Resource: * ${FAULT}`,
    ],
  ],
});

function deniedNoMore(): string[] {
  const path = 'Resources.BucketPolicy.Properties.PolicyDocument.Statement[0]';
  return [
    `${path}.Action: s3:* ${FAULT}`,
    `${path}.Principal: * ${FAULT}`,
    `${path}.Resource: * ${FAULT}`,
  ];
}

describe('allowances of wildcards', () => {
  test('have to be used', () => {
    const documents = [readDocument('template.yaml', good)];
    const used = { reason: 'a Deny', parts: ['Action'], effect: 'Deny' } as const;
    const unused = { reason: 'tracing', parts: ['Resource'], actions: /^xray:/ } as const;

    expect(unusedAllowances(documents, [used, unused])).toEqual([
      'wildcard-allowances.ts: nothing uses the entry "tracing"; take it out',
    ]);
  });
});
