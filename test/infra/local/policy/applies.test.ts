import { describe, expect, test } from '@jest/globals';
import { applies, means, type PolicyRequest } from '../../../../infra/local/policy/applies.ts';
import type { RequestContext } from '../../../../infra/local/policy/condition-keys.ts';
import { readPolicy, type Statement } from '../../../../infra/local/policy.ts';

/** As a policy has it; only TypeScript would take it for a template. */
const VARIABLE = '$'.concat('{aws:PrincipalAccount}');
const bucket = 'arn:aws:s3:::acme-logs';
const role = 'arn:aws:iam::111111111111:role/stocktake/stocktake-forward';
const principal = { kind: 'aws', arn: role, account: '111111111111' } as const;

function aStatement(part: object): Statement {
  const { Statement: statements } = readPolicy({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', ...('NotAction' in part ? {} : { Action: '*' }), ...part },
  });
  const [statement] = statements;
  if (!statement) throw new Error('there is no statement');
  return statement;
}

function aRequest(more: Partial<PolicyRequest> = {}): PolicyRequest {
  return { action: 's3:GetBucketTagging', resource: bucket, principal, context: {}, ...more };
}

describe('a statement speaks of a request', () => {
  test.each([
    ['by the very action', { Action: 's3:GetBucketTagging', Resource: bucket }, true],
    ['by wildcards', { Action: 's3:Get*', Resource: 'arn:aws:s3:::acme-l?gs' }, true],
    ['by any case of an action', { Action: 'S3:getbuckettagging', Resource: '*' }, true],
    ['by one of several', { Action: ['s3:Put*', 's3:Get*'], Resource: ['x', bucket] }, true],
    ['with no resource of its own', { Action: '*' }, true],
    ['not by another action', { Action: 's3:PutBucketTagging', Resource: bucket }, false],
    ['not by another resource', { Action: '*', Resource: 'arn:aws:s3:::acme-log' }, false],
    ['by an action that is not excepted', { NotAction: 's3:Put*' }, true],
    ['not by one that is', { NotAction: ['s3:Put*', 's3:Get*'] }, false],
    ['by a resource that is not excepted', { NotResource: 'arn:aws:s3:::other' }, true],
    ['not by a resource that is', { NotResource: ['arn:aws:s3:::other', bucket] }, false],
  ])('%s', (_case, part, expected) => {
    expect(applies(aStatement(part), aRequest())).toBe(expected);
  });

  test.each([
    ['111111111111', true],
    ['222222222222', false],
  ])('by a variable in its resource, of account %s: %s', (account, expected) => {
    const statement = aStatement({ Resource: `arn:aws:s3:::${VARIABLE}-logs` });
    const context = { 'aws:principalaccount': account };
    const resource = 'arn:aws:s3:::111111111111-logs';

    expect(applies(statement, aRequest({ resource, context }))).toBe(expected);
  });
});

describe('a principal is meant', () => {
  test.each([
    ['itself', role, true],
    ['its account', 'arn:aws:iam::111111111111:root', true],
    ['its account’s number', '111111111111', true],
    ['anybody', '*', true],
    ['another account', 'arn:aws:iam::222222222222:root', false],
  ])('where the policy names %s', (_case, AWS, expected) => {
    expect(means(aStatement({ Principal: { AWS } }), principal)).toBe(expected);
  });

  test.each([
    ['events.amazonaws.com', true],
    ['lambda.amazonaws.com', false],
  ])('where the policy names the service %s: %s', (Service, expected) => {
    const service = { kind: 'service', name: 'events.amazonaws.com' } as const;

    expect(means(aStatement({ Principal: { Service } }), service)).toBe(expected);
  });
});

describe('under the condition of', () => {
  const ORG_PATH = 'o-stocktake1/r-root/ou-root-prod/';

  test.each([
    ['a key that equals', { StringEquals: { 'aws:PrincipalOrgID': 'o-stocktake1' } }, true],
    ['a key in another case', { StringEquals: { 'AWS:principalorgID': 'o-stocktake1' } }, true],
    ['a key that differs', { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } }, false],
    ['a key that is not there', { StringEquals: { 'aws:SourceAccount': '111111111111' } }, false],
    ['a missing key that must not equal', { StringNotEquals: { 'aws:SourceAccount': '1' } }, true],
    [
      'a missing key that may be missing',
      { StringEqualsIfExists: { 'aws:SourceAccount': '1' } },
      true,
    ],
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
    [
      'any of a key’s values',
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-stocktake1/r-root/*' } },
      true,
    ],
    [
      'any of a key’s values, which is none of the wanted',
      { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': 'o-stocktake1/r-root/' } },
      false,
    ],
    [
      'any value of a key that is not there',
      { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': '*' } },
      false,
    ],
  ])('%s', (_case, Condition, expected) => {
    const context: RequestContext = {
      'aws:principalorgid': 'o-stocktake1',
      'aws:principalarn': role,
      'aws:principalaccount': '111111111111',
      'aws:principalorgpaths': ['o-elsewhere1/r-root/', ORG_PATH],
      'aws:resourceaccount': '111111111111',
      'aws:securetransport': 'true',
    };

    expect(applies(aStatement({ Condition }), aRequest({ context }))).toBe(expected);
  });
});
