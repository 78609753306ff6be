import { describe, expect, test } from '@jest/globals';
import { judgeKey, judgeKeyArn } from '../../../rules/doctor/destination-key.ts';
import { listed, organization, policy } from './a-policy-for-s3.ts';

const arn = 'arn:aws:kms:eu-west-1:222222222222:key/1';
const wanted = { account: '222222222222', region: 'eu-west-1', arn };
const sources = { organizationId: 'o-stocktake1', accounts: ['111111111111', '444444444444'] };
const using = { action: 'kms:GenerateDataKey', resource: '*' };

describe('a key for reports', () => {
  const open = policy(organization, using);

  test.each([
    ['well', { state: 'Enabled', policy: open }, []],
    ['missing', undefined, ['does not exist']],
    ['disabled', { state: 'Disabled', policy: open }, ['is Disabled']],
    ['closed to S3', { state: 'Enabled', policy: policy(organization) }, ['in for any account']],
    [
      'closed to an account',
      { state: 'Enabled', policy: policy(listed('111111111111'), using) },
      ['in for 444444444444'],
    ],
  ])('is %s', (_, seen, found) => {
    const { gaps } = judgeKey(wanted, { seen }, sources);

    expect(gaps.map((gap) => gap.found)).toEqual(
      found.map((text) => expect.stringContaining(text)),
    );
  });
});

describe('the ARN of a key', () => {
  test('is no ground for a verdict when it is of the place', () => {
    expect(judgeKeyArn(wanted, sources)).toBeUndefined();
  });

  test('of another region is no use', () => {
    const verdict = judgeKeyArn({ ...wanted, region: 'us-east-1' }, sources);

    expect(verdict?.gaps).toEqual([
      expect.objectContaining({
        check: 'destination-key',
        found: expect.stringContaining('is in eu-west-1'),
      }),
    ]);
  });

  test('of another account is for people to look at', () => {
    const verdict = judgeKeyArn({ ...wanted, account: '333333333333' }, sources);

    expect(verdict).toEqual({
      check: 'destination-key',
      gaps: [
        {
          check: 'could-not-look',
          account: '333333333333',
          region: 'eu-west-1',
          found: `the key ${arn} could not be looked at: it belongs to another account (222222222222)`,
          fix: 'look yourself whether its policy lets S3 in: it must allow kms:GenerateDataKey for s3.amazonaws.com when aws:SourceOrgID is o-stocktake1',
        },
      ],
    });
  });
});
