import { describe, expect, test } from '@jest/globals';
import {
  type BucketFacts,
  judgeBucket,
  judgeBucketPolicy,
} from '../../../rules/doctor/destination-bucket.ts';
import { listed, organization, policy } from './a-policy-for-s3.ts';

const bucket = { account: '222222222222', region: 'eu-west-1', name: 'reports' };
const accounts = ['111111111111', '444444444444'];

function delivery(source: string, prefix = '') {
  return { source, objectArn: `arn:aws:s3:::reports/${prefix}report`, key: undefined };
}

/** What is found in a policy of the bucket. */
function found(seen: string | undefined, deliveries = accounts.map((one) => delivery(one))) {
  const { gaps } = judgeBucketPolicy(
    bucket,
    { seen },
    { organizationId: 'o-stocktake1', deliveries },
  );
  return gaps.map((gap) => gap.found);
}

describe('a bucket for reports', () => {
  test.each<[BucketFacts | undefined, string[]]>([
    ['here', []],
    [undefined, ['there is no bucket reports']],
    ['in-another-account', ['the bucket reports belongs to another account']],
    [{ elsewhere: 'us-east-1' }, ['the bucket reports is in us-east-1']],
    [{ elsewhere: undefined }, ['the bucket reports is in another region']],
  ])('is where it should be, or not: %j', (seen, expected) => {
    const { gaps } = judgeBucket(bucket, { seen });

    expect(gaps.map((gap) => gap.found)).toEqual(expected);
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
  ])('takes reports of %s', (_, seen, expected) => {
    expect(found(seen)).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  test('that leaves out several accounts names one of them', () => {
    const many = [...accounts, '555555555555'].map((one) => delivery(one));

    expect(found(policy(listed('111111111111')), many)).toEqual([
      expect.stringMatching(/for 444444444444 and 1 more$/),
    ]);
  });

  test('that nobody sends to is left alone', () => {
    expect(found(policy(organization), [])).toEqual([]);
  });
});

describe('a bucket for reports of several rules', () => {
  const inventory = policy(organization, { resource: 'arn:aws:s3:::reports/inventory/*' });
  const good = accounts.map((one) => delivery(one, `inventory/${one}/`));

  test('is well when its policy lets all of them in', () => {
    const everything = [...good, ...accounts.map((one) => delivery(one, 'inventory/daily/'))];

    expect(found(inventory, everything)).toEqual([]);
  });

  test('names what it keeps out, whichever rule came last', () => {
    const bad = accounts.map((one) => delivery(one, `forbidden/${one}/`));
    const expected = [
      'the policy of the bucket reports does not let S3 in for any account at arn:aws:s3:::reports/forbidden/111111111111/report and 1 more',
    ];

    expect(found(inventory, [...bad, ...good])).toEqual(expected);
    expect(found(inventory, [...good, ...bad])).toEqual(expected);
  });

  test('asks for each account in a place of its own', () => {
    const own = policy(organization, { resource: 'arn:aws:s3:::reports/inventory/111111111111/*' });

    expect(found(own, good)).toEqual([expect.stringMatching(/for 444444444444$/)]);
  });

  test('may let in anybody where that does not matter', () => {
    const scrutiny = { organizationId: 'o-acme000000', mayAdmit: 'anybody' } as const;
    const deliveries = [delivery('111111111111')];

    const { gaps } = judgeBucketPolicy(bucket, { seen: policy({}) }, { ...scrutiny, deliveries });

    expect(gaps).toEqual([]);
  });

  test('may let in strangers at one place alone', () => {
    const open = JSON.stringify({
      Statement: [
        ...JSON.parse(inventory).Statement,
        ...JSON.parse(policy({}, { resource: 'arn:aws:s3:::reports/open/*' })).Statement,
      ],
    });

    const all = [delivery('111111111111', 'open/'), ...good];

    expect(found(open, all)).toEqual([expect.stringContaining('accounts of nobody we know')]);
  });
});
