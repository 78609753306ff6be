import { deletionPolicies } from '../../../../bench/check/templates/deletion-policies.ts';
import { describeCheck } from './mutants.ts';

describeCheck('deletion policies', {
  check: deletionPolicies,
  good: `
Resources:
  Table: { Type: AWS::DynamoDB::Table, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
  Topic: { Type: AWS::SNS::Topic }
`,
  mutations: [
    [
      ' DeletionPolicy: Retain,',
      '',
      'Resources.Table.DeletionPolicy: expected one: AWS::DynamoDB::Table holds something',
    ],
    [
      ', UpdateReplacePolicy: Retain',
      '',
      'Resources.Table.UpdateReplacePolicy: expected one: AWS::DynamoDB::Table holds something',
    ],
    [
      'AWS::SNS::Topic',
      'AWS::SQS::Queue',
      'Resources.Topic.DeletionPolicy: expected one: AWS::SQS::Queue holds something',
      'Resources.Topic.UpdateReplacePolicy: expected one: AWS::SQS::Queue holds something',
    ],
  ],
});
