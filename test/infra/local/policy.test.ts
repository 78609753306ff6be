import { describe, expect, test } from '@jest/globals';
import { readIdentityPolicy, readPolicy } from '../../../infra/local/policy.ts';

/** As a policy has it; only TypeScript would take it for a template. */
const variable = (name: string) => '$'.concat(`{${name}}`);

function aPolicy(part: object) {
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', ...part } };
}

describe('readPolicy refuses', () => {
  test.each([
    [
      'an unknown operator',
      { Condition: { NumericEquals: { 'aws:PrincipalAccount': '1' } } },
      'Statement.0.Condition.NumericEquals: unknown condition operator NumericEquals',
    ],
    [
      'an unknown key',
      { Condition: { StringEquals: { 'aws:SourceIp': '10.0.0.1' } } },
      'Statement.0.Condition.StringEquals.aws:SourceIp: unknown condition key aws:SourceIp',
    ],
    [
      'an unknown key that may be missing',
      { Condition: { StringEqualsIfExists: { 'aws:x': '1' } } },
      'Statement.0.Condition.StringEqualsIfExists.aws:x: unknown condition key aws:x',
    ],
    [
      'a key of several values under an operator for one',
      { Condition: { StringLike: { 'aws:PrincipalOrgPaths': 'o-1/*' } } },
      'Statement.0.Condition.StringLike.aws:PrincipalOrgPaths: aws:PrincipalOrgPaths holds several values and takes ForAnyValue',
    ],
    [
      'a truth that is none',
      { Condition: { Bool: { 'aws:SecureTransport': 'False' } } },
      'Statement.0.Condition.Bool.aws:SecureTransport: expected true or false',
    ],
    [
      'an unknown variable in a condition',
      { Condition: { StringEquals: { 'aws:PrincipalAccount': variable('aws:username') } } },
      `Statement.0.Condition.StringEquals.aws:PrincipalAccount: unknown policy variable ${variable('aws:username')}`,
    ],
    [
      'an unknown variable in a resource',
      { Resource: ['*', `arn:aws:s3:::${variable('aws:username')}-logs`] },
      `Statement.0.Resource: unknown policy variable ${variable('aws:username')}`,
    ],
    [
      'a variable that does not end',
      { NotResource: 'arn:aws:s3:::$'.concat('{aws:PrincipalAccount') },
      'Statement.0.NotResource: unknown policy variable '.concat('$', '{aws:PrincipalAccount'),
    ],
    [
      'a variable in an action',
      { Action: `s3:${variable('aws:PrincipalAccount')}` },
      `Statement.0.Action: unknown action s3:${variable('aws:PrincipalAccount')}`,
    ],
    [
      'an action and its exception',
      { NotAction: 's3:*' },
      'Statement.0.Action: expected one of Action and NotAction',
    ],
    [
      'a resource and its exception',
      { Resource: '*', NotResource: 'x' },
      'Statement.0.Resource: expected one of Resource and NotResource',
    ],
    ['an unknown part', { NotPrincipal: '*' }, 'Statement.0: Unrecognized key: "NotPrincipal"'],
    [
      'an unknown kind of principal',
      { Principal: { Federated: 'x' } },
      'Statement.0.Principal: Unrecognized key: "Federated"',
    ],
    [
      'a single session as principal',
      { Principal: { AWS: 'arn:aws:sts::111111111111:assumed-role/a/b' } },
      'Statement.0.Principal.AWS: unknown principal arn:aws:sts::111111111111:assumed-role/a/b',
    ],
    [
      'no action',
      { Action: undefined },
      'Statement.0.Action: expected one of Action and NotAction',
    ],
  ])('%s', (_case, part, message) => {
    expect(() => readPolicy(aPolicy(part))).toThrow(new Error(`policy: ${message}`));
  });

  test('another version of the language', () => {
    const old = { ...aPolicy({}), Version: '2008-10-17' };

    expect(() => readPolicy(old)).toThrow('policy: Version: expected "2012-10-17"');
  });
});

describe('readIdentityPolicy refuses', () => {
  test.each([
    [
      'a principal',
      { Resource: '*', Principal: '*' },
      'policy: Statement.0.Principal: no principal is named here',
    ],
    ['a missing resource', {}, 'policy: Statement.0.Resource: expected Resource or NotResource'],
  ])('%s', (_case, part, message) => {
    expect(() => readIdentityPolicy(aPolicy(part))).toThrow(message);
  });
});
