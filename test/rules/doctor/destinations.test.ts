import { describe, expect, test } from '@jest/globals';
import {
  type BucketFacts,
  judgeBucket,
  judgeBucketPolicy,
  judgeKey,
} from '../../../rules/doctor/destinations.ts';

const bucket = { account: '222222222222', region: 'eu-west-1', name: 'reports' };
const sources = { organizationId: 'o-stocktake1', accounts: ['111111111111', '444444444444'] };
const objectArn = 'arn:aws:s3:::reports/report';
const key = 'arn:aws:kms:eu-west-1:222222222222:key/1';

function policy(Condition: object, Action = 's3:PutObject', Resource = 'arn:aws:s3:::reports/*') {
  const Principal = { Service: 's3.amazonaws.com' };
  return JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal, Action, Resource, Condition }],
  });
}

const organization = { StringEquals: { 'aws:SourceOrgID': 'o-stocktake1' } };
const listed = (...accounts: string[]) => ({ StringEquals: { 'aws:SourceAccount': accounts } });

describe('a bucket for reports', () => {
  test.each<[BucketFacts | undefined, string[]]>([
    ['here', []],
    [undefined, ['there is no bucket reports']],
    [{ elsewhere: 'us-east-1' }, ['the bucket reports is in us-east-1']],
    [{ elsewhere: undefined }, ['the bucket reports is in another region']],
  ])('is where it should be, or not: %j', (seen, found) => {
    const { gaps } = judgeBucket(bucket, { seen });

    expect(gaps.map((gap) => gap.found)).toEqual(found);
  });

  test.each<[string, string | undefined, string[]]>([
    ['the organization', policy(organization), []],
    ['every account', policy(listed('111111111111', '444444444444')), []],
    ['nobody, without a policy', undefined, ['has no policy']],
    ['one account', policy(listed('111111111111')), ['does not let S3 in for 444444444444']],
    [
      'another organization',
      policy({ StringEquals: { 'aws:SourceOrgID': 'o-x' } }),
      ['for any account'],
    ],
    ['we know not whom', policy({ StringEquals: { 'aws:x': 'y' } }), ['could not be understood']],
    ['everybody', policy({}), ['for accounts of nobody we know']],
  ])('takes reports of %s', (_, seen, found) => {
    const { gaps } = judgeBucketPolicy(bucket, { seen }, { sources, objectArn });

    expect(gaps.map((gap) => gap.found)).toEqual(
      found.map((text) => expect.stringContaining(text)),
    );
  });

  test('that leaves out several accounts names one of them', () => {
    const many = { ...sources, accounts: ['111111111111', '444444444444', '555555555555'] };
    const seen = policy(listed('111111111111'));

    const { gaps } = judgeBucketPolicy(bucket, { seen }, { sources: many, objectArn });

    expect(gaps[0]?.found).toContain('for 444444444444 and 1 more');
  });

  test('that nobody sends to is left alone', () => {
    const none = { ...sources, accounts: [] };

    const { gaps } = judgeBucketPolicy(
      bucket,
      { seen: policy(organization) },
      { sources: none, objectArn },
    );

    expect(gaps).toEqual([]);
  });
});

describe('a key for reports', () => {
  const place = { account: '222222222222', region: 'eu-west-1' };
  const open = policy(organization, 'kms:GenerateDataKey', '*');

  test.each([
    ['well', { state: 'Enabled', policy: open }, []],
    ['missing', undefined, ['does not exist']],
    ['disabled', { state: 'Disabled', policy: open }, ['is Disabled']],
    ['closed to S3', { state: 'Enabled', policy: policy(organization) }, ['does not let S3 in']],
  ])('is %s', (_, seen, found) => {
    const { gaps } = judgeKey({ ...place, arn: key }, { seen }, sources);

    expect(gaps.map((gap) => gap.found)).toEqual(
      found.map((text) => expect.stringContaining(text)),
    );
  });

  test('of another region is no use', () => {
    const seen = { state: 'Enabled', policy: open };

    const { gaps } = judgeKey({ ...place, region: 'us-east-1', arn: key }, { seen }, sources);

    expect(gaps.map((gap) => gap.found)).toEqual([expect.stringContaining('is in eu-west-1')]);
  });
});
