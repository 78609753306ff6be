import { describe, expect, test } from '@jest/globals';
import { translationFaults } from '../../../../bench/check/judges/translation-faults.ts';
import { readDocument } from '../../../../bench/check/templates/reading/document.ts';

const written = readDocument('template.yaml', 'Resources: { Role: { Type: AWS::IAM::Role } }');

const role = { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'arn' } };

function faultsOf(resources: object): readonly string[] {
  return translationFaults(written, JSON.stringify({ Resources: resources }));
}

describe('faults of a translation', () => {
  test('are none when every role is ours and has a boundary', () => {
    expect(faultsOf({ Role: role })).toEqual([]);
  });

  test('are a role without a boundary', () => {
    expect(faultsOf({ Role: { ...role, Properties: {} } })).toEqual([
      'template.yaml, translated: Resources.Role.Properties.PermissionsBoundary: expected one',
    ]);
  });

  test('are a role that nobody wrote', () => {
    expect(faultsOf({ Role: role, CodeDeployServiceRole: role })).toEqual([
      'template.yaml, translated: Resources.CodeDeployServiceRole: a role that SAM made up',
    ]);
  });

  test('are too many resources', () => {
    const many = Array.from({ length: 500 }, (_, index) => [`Topic${index}`, { Type: 'x' }]);

    expect(faultsOf(Object.fromEntries(many))).toEqual([
      'template.yaml, translated: 500 resources, fewer than 500 may be',
    ]);
  });

  test('are too many bytes', () => {
    expect(faultsOf({ Topic: { Type: 'x', Description: 'x'.repeat(1_000_000) } })).toEqual([
      expect.stringMatching(/^template.yaml, translated: \d+ bytes, less than 1 MB may be$/),
    ]);
  });
});
