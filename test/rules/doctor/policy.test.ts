import { describe, expect, test } from '@jest/globals';
import { type Permit, permits, type Question } from '../../../rules/doctor/policy.ts';

const question: Question = {
  who: 's3.amazonaws.com',
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::reports/inventory/report',
  context: {
    'aws:sourceorgid': 'o-stocktake1',
    'aws:sourcearn': null,
    'aws:securetransport': 'true',
  },
};
const role = 'arn:aws:iam::111111111111:role/stocktake/stocktake-forward';

const allow = {
  Effect: 'Allow',
  Principal: { Service: 's3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::reports/*',
};
const deny = { ...allow, Effect: 'Deny', Principal: '*', Action: 's3:*' };

function ask(statements: unknown, asked: Partial<Question> = {}): Permit | undefined {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return permits(text, [{ ...question, ...asked }])[0];
}

describe('a policy', () => {
  test.each<[string, object, Permit]>([
    ['allows what it names', {}, 'allowed'],
    [
      'may stand in a list of names',
      { Principal: { Service: ['a', 's3.amazonaws.com'] } },
      'allowed',
    ],
    ['allows every service', { Principal: { Service: '*' } }, 'allowed'],
    ['allows everybody', { Principal: '*' }, 'allowed'],
    ['may mean services by any AWS principal', { Principal: { AWS: '*' } }, 'unclear'],
    ['allows another service', { Principal: { Service: 'sns.amazonaws.com' } }, 'refused'],
    ['allows accounts only', { Principal: { AWS: '111111111111' } }, 'refused'],
    ['allows all but somebody', { Principal: undefined, NotPrincipal: {} }, 'unclear'],
    ['does not tell cases of actions apart', { Action: ['S3:put*'] }, 'allowed'],
    ['allows another action', { Action: 's3:GetObject' }, 'refused'],
    ['allows all but another action', { Action: undefined, NotAction: 's3:Get*' }, 'allowed'],
    ['allows all but this action', { Action: undefined, NotAction: 's3:Put*' }, 'refused'],
    ['names no action', { Action: undefined }, 'unclear'],
    ['is about another resource', { Resource: 'arn:aws:s3:::other/*' }, 'refused'],
    ['knows single wildcards', { Resource: 'arn:aws:s3:::report?/*' }, 'allowed'],
    ['is about all but another resource', { Resource: undefined, NotResource: 'x' }, 'allowed'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
    ['has a variable in a resource', { Resource: 'arn:aws:s3:::${aws:x}/*' }, 'unclear'],
  ])('%s: %j', (_, change, expected) => {
    expect(ask([{ ...allow, ...change }])).toBe(expected);
  });

  test.each<[string, object, Permit]>([
    ['a key that is met', { StringEquals: { 'aws:SourceOrgID': 'o-stocktake1' } }, 'allowed'],
    ['any of several values', { StringLike: { 'aws:SourceOrgID': ['x', 'o-*'] } }, 'allowed'],
    ['a key that is not met', { StringEquals: { 'aws:SourceOrgID': 'o-other' } }, 'refused'],
    ['a key that must not be', { StringNotEquals: { 'aws:SourceOrgID': 'o-other' } }, 'allowed'],
    ['a key if it exists', { ArnLikeIfExists: { 'aws:SourceOrgID': 'o-*' } }, 'allowed'],
    ['a key that is surely missing', { ArnLike: { 'aws:SourceArn': '*' } }, 'refused'],
    ['a missing key if it exists', { ArnLikeIfExists: { 'aws:SourceArn': 'x' } }, 'allowed'],
    ['a missing key that must not be', { StringNotLike: { 'aws:SourceArn': 'x' } }, 'allowed'],
    ['a truth value', { Bool: { 'aws:SecureTransport': true } }, 'allowed'],
    ['truth values in a list', { Bool: { 'aws:SecureTransport': [true] } }, 'allowed'],
    ['a key that we do not know', { StringEquals: { 'aws:UserAgent': 'x' } }, 'unclear'],
    ['an operator that we do not know', { NumericEquals: { 'aws:SourceOrgID': 1 } }, 'unclear'],
    ['a set operator', { 'ForAnyValue:StringEquals': { 'aws:SourceOrgID': 'x' } }, 'unclear'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
    ['a variable', { StringEquals: { 'aws:SourceOrgID': '${aws:PrincipalOrgID}' } }, 'unclear'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
    ['a negated variable', { StringNotLike: { 'aws:SourceOrgID': '${aws:x}' } }, 'unclear'],
    [
      'two keys, one of them not met',
      { StringEquals: { 'aws:UserAgent': 'x', 'aws:SourceOrgID': 'o-other' } },
      'refused',
    ],
  ])('under the condition of %s', (_, Condition, expected) => {
    expect(ask([{ ...allow, Condition }])).toBe(expected);
  });

  test('may have one statement without a list', () => {
    expect(ask(allow)).toBe('allowed');
  });

  test('is refused by a denial, whatever allows it', () => {
    expect(ask([allow, deny])).toBe('refused');
  });

  test('is not refused by a denial under a condition that is not met', () => {
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };

    expect(ask([allow, { ...deny, Condition }])).toBe('allowed');
  });

  test('is unclear when a denial is, and refused when nothing would allow it anyway', () => {
    const unclear = { ...deny, Condition: { StringEquals: { 'aws:UserAgent': 'x' } } };

    expect(ask([allow, unclear])).toBe('unclear');
    expect(ask([unclear])).toBe('refused');
  });

  test('is clear when one statement allows it, whatever others do', () => {
    const unclear = { ...allow, Condition: { StringEquals: { 'aws:UserAgent': 'x' } } };

    expect(ask([unclear, allow])).toBe('allowed');
  });

  test.each(['', 'no JSON', '[]', '{"Statement":[{"Effect":"Maybe"}]}'])(
    'that cannot be read is unclear: %j',
    (text) => {
      expect(permits(text, [question])).toEqual(['unclear']);
    },
  );
});

describe('a role is meant', () => {
  test.each<[string, unknown, Permit]>([
    ['by everybody', '*', 'allowed'],
    ['by any AWS principal', { AWS: '*' }, 'allowed'],
    ['by its ARN', { AWS: [role] }, 'allowed'],
    ['by its account', { AWS: '111111111111' }, 'allowed'],
    ["by its account's root", { AWS: 'arn:aws:iam::111111111111:root' }, 'allowed'],
    ['not by another account', { AWS: '222222222222' }, 'refused'],
    ['not by a service', { Service: 's3.amazonaws.com' }, 'refused'],
  ])('%s', (_, Principal, expected) => {
    expect(ask([{ ...allow, Principal }], { who: role })).toBe(expected);
  });
});
