import { describe, expect, test } from '@jest/globals';
import { grants, type PolicyRequest, readPolicy } from '../../../infra/local/policy.ts';

/** As a policy has it; only TypeScript would take it for a template. */
const VARIABLE = '$'.concat('{aws:PrincipalAccount}');
const bucket = 'arn:aws:s3:::acme-logs';
const role = 'arn:aws:iam::111111111111:role/stocktake/stocktake-forward';

function policy(...statements: readonly object[]) {
  return readPolicy({ Version: '2012-10-17', Statement: statements });
}

function aRequest(more: Partial<PolicyRequest> = {}): PolicyRequest {
  return { action: 's3:GetBucketTagging', resource: bucket, context: {}, ...more };
}

describe('grants', () => {
  test.each([
    ['the very action', { Action: 's3:GetBucketTagging', Resource: bucket }],
    ['wildcards', { Action: 's3:Get*', Resource: 'arn:aws:s3:::acme-l?gs' }],
    ['any case of an action', { Action: 'S3:getbuckettagging', Resource: '*' }],
    [
      'one of several',
      { Action: ['s3:Put*', 's3:Get*'], Resource: ['arn:aws:s3:::other', bucket] },
    ],
  ])('by %s', (_case, statement) => {
    expect(grants([policy({ Effect: 'Allow', ...statement })], aRequest())).toBe(true);
  });

  test.each([
    ['another action', { Action: 's3:PutBucketTagging', Resource: bucket }],
    ['another resource', { Action: '*', Resource: 'arn:aws:s3:::acme-log' }],
    ['a principal where nobody is named', { Action: '*', Resource: '*', Principal: { AWS: role } }],
  ])('nothing by %s', (_case, statement) => {
    expect(grants([policy({ Effect: 'Allow', ...statement })], aRequest())).toBe(false);
  });

  test('nothing that is denied elsewhere', () => {
    const allowed = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
    const denied = policy({ Effect: 'Deny', Action: 's3:*', Resource: bucket });

    expect(grants([allowed, denied], aRequest())).toBe(false);
  });

  test.each([
    ['itself', role, true],
    ['its account', 'arn:aws:iam::111111111111:root', true],
    ['its account’s number', '111111111111', true],
    ['anybody', '*', true],
    ['another account', 'arn:aws:iam::222222222222:root', false],
  ])('a principal that is named as %s: %s', (_case, AWS, expected) => {
    const principal = { kind: 'aws', arn: role, account: '111111111111' } as const;
    const named = policy({ Effect: 'Allow', Action: '*', Principal: { AWS } });

    expect(grants([named], aRequest({ principal }))).toBe(expected);
  });

  test('a service only where it is named', () => {
    const principal = { kind: 'service', name: 'events.amazonaws.com' } as const;
    const events = policy({
      Effect: 'Allow',
      Action: '*',
      Principal: { Service: 'events.amazonaws.com' },
    });
    const lambda = policy({
      Effect: 'Allow',
      Action: '*',
      Principal: { Service: 'lambda.amazonaws.com' },
    });

    const granted = [events, lambda].map((one) => grants([one], aRequest({ principal })));

    expect(granted).toEqual([true, false]);
  });

  test.each([
    ['a key that equals', { StringEquals: { 'aws:PrincipalOrgID': 'o-stocktake1' } }, true],
    ['a key that differs', { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } }, false],
    ['a key that is not there', { StringEquals: { 'aws:SourceAccount': '111111111111' } }, false],
    ['a missing key that must not equal', { StringNotEquals: { 'aws:SourceAccount': '1' } }, true],
    ['a missing key that may be missing', { StringEqualsIfExists: { 'aws:x': '1' } }, true],
    ['a truth written as one', { Bool: { 'aws:SecureTransport': true } }, true],
    [
      'an ARN that is like',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/stocktake/*' } },
      true,
    ],
    [
      'one of several values',
      { ArnEquals: { 'aws:PrincipalArn': ['arn:aws:iam::1:role/x', role] } },
      true,
    ],
    [
      'all operators or none',
      {
        StringEquals: { 'aws:PrincipalOrgID': 'o-stocktake1' },
        ArnLike: { 'aws:PrincipalArn': 'x' },
      },
      false,
    ],
    ['a policy variable', { StringEquals: { 'aws:ResourceAccount': VARIABLE } }, true],
  ])('under the condition of %s', (_case, Condition, expected) => {
    const context = {
      'aws:principalorgid': 'o-stocktake1',
      'aws:principalarn': role,
      'aws:principalaccount': '111111111111',
      'aws:resourceaccount': '111111111111',
      'aws:securetransport': 'true',
    };
    const conditional = policy({ Effect: 'Allow', Action: '*', Resource: '*', Condition });

    expect(grants([conditional], aRequest({ context }))).toBe(expected);
  });
});

describe('readPolicy', () => {
  test.each([
    ['an unknown operator', { Condition: { NumericEquals: { 'aws:x': '1' } } }],
    ['an unknown part', { NotAction: 's3:*' }],
    ['an unknown kind of principal', { Principal: { Federated: 'x' } }],
  ])('refuses %s', (_case, part) => {
    expect(() => policy({ Effect: 'Allow', Action: '*', ...part })).toThrow(/^policy: Statement/);
  });
});
