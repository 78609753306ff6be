import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../../bench/check/templates/reading/document.ts';
import { templateFaults } from '../../../../bench/check/templates/template-faults.ts';

describe('faults of a template', () => {
  test('name the file, the place, and what is expected', () => {
    const template = readDocument(
      'infra/stacksets/x.yaml',
      'Resources: { Table: { Type: AWS::DynamoDB::Table, DeletionPolicy: Retain } }',
    );

    expect(templateFaults(template)).toEqual([
      'infra/stacksets/x.yaml: Resources.Table.UpdateReplacePolicy: expected one: AWS::DynamoDB::Table holds something',
    ]);
  });

  test('are told once, however often they show', () => {
    const template = readDocument(
      'template.yaml',
      `
Parameters: { Size: { Type: String, Default: s, Description: How large } }
Conditions: { IsLarge: !Equals [!Ref Size, l] }
Resources:
  Queue:
    Type: AWS::SQS::Queue
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties: { Delay: !If [IsLarge, 1, 2] }
`,
    );

    expect(templateFaults(template)).toEqual([
      'template.yaml: Resources.Queue.Properties: not encrypted; expected SqsManagedSseEnabled: true or KmsMasterKeyId',
    ]);
  });

  test('begin with a template that can be read', () => {
    expect(() => readDocument('template.yaml', 'Resources: !Magic x')).toThrow(
      /^template.yaml: Unresolved tag: !Magic/,
    );
  });
});
