import {
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  ListBucketInventoryConfigurationsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { clientOf, DEVELOPMENT, PRODUCTION, refusal } from '../an-organization.ts';
import { aBucket, Bucket } from './a-bucket.ts';

const MEMBER_ROLE = `arn:aws:iam::${PRODUCTION}:role/stocktake/stocktake-member`;

function list(s3: S3Client, more: { ExpectedBucketOwner?: string; Bucket?: string } = {}) {
  return s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket, ...more }));
}

function policy(
  effect: 'Allow' | 'Deny',
  account: string,
  Action = 's3:GetInventoryConfiguration',
): string {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  const Resource = `arn:aws:s3:::${Bucket}`;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Principal, Action, Resource }],
  });
}

describe('the expected owner', () => {
  test('may be the owner', async () => {
    const { owner } = await aBucket();

    const { $metadata } = await list(owner, { ExpectedBucketOwner: PRODUCTION });

    expect($metadata.httpStatusCode).toBe(200);
  });

  test.each([
    ['somebody else', DEVELOPMENT, ['AccessDenied', 'Access Denied']],
    [
      'no account',
      '1234',
      [
        'InvalidBucketOwnerAWSAccountID',
        'The value of the expected bucket owner parameter must be an AWS Account ID... [1234]',
      ],
    ],
  ])('may not be %s', async (_case, ExpectedBucketOwner, refused) => {
    const { owner } = await aBucket();

    const { name, message } = await refusal(list(owner, { ExpectedBucketOwner }));

    expect([name, message]).toEqual(refused);
  });

  test.each([
    ['1234', 'InvalidBucketOwnerAWSAccountID'],
    [DEVELOPMENT, 'NoSuchBucket'],
  ])('%s of a bucket that is not there is %s', async (ExpectedBucketOwner, error) => {
    const { owner } = await aBucket();

    const { name } = await refusal(list(owner, { ExpectedBucketOwner, Bucket: 'not-there' }));

    expect(name).toBe(error);
  });

  test('is looked at before what the role may do', async () => {
    const { organization, s3 } = await aBucket();
    const role = `arn:aws:iam::${DEVELOPMENT}:role/stocktake/stocktake-member`;
    const member = s3(organization.credentialsOf(role));

    const { message } = await refusal(list(member, { ExpectedBucketOwner: DEVELOPMENT }));

    expect(message).toBe('Access Denied');
  });
});

describe('the wrong region', () => {
  test('is told the right one', async () => {
    const { s3 } = await aBucket();

    const error = await refusal(list(s3(PRODUCTION, 'us-east-1')));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['PermanentRedirect', 301]);
    expect(error.Endpoint).toBe('orders.s3.eu-west-1.amazonaws.com');
  });

  test('in the signature alone makes the signature malformed', async () => {
    const { organization } = await aBucket();
    const astray = new S3Client({
      ...clientOf(organization, PRODUCTION, 'us-east-1'),
      endpoint: 'https://s3.eu-west-1.amazonaws.com',
    });

    const error = await refusal(list(astray));

    expect([error.name, error.Region]).toEqual(['AuthorizationHeaderMalformed', 'eu-west-1']);
  });
});

describe('a caller of another account', () => {
  test('is refused in the long text of one organization', async () => {
    const { s3 } = await aBucket();

    const { message } = await refusal(list(s3(DEVELOPMENT)));

    expect(message).toBe(
      `User: arn:aws:iam::${DEVELOPMENT}:root is not authorized to perform: s3:GetInventoryConfiguration ` +
        'on resource: "arn:aws:s3:::orders" because no resource-based policy allows the s3:GetInventoryConfiguration action',
    );
  });

  test('gets in where the bucket policy lets it', async () => {
    const { s3, owner } = await aBucket();
    await owner.send(new PutBucketPolicyCommand({ Bucket, Policy: policy('Allow', DEVELOPMENT) }));

    const { $metadata } = await list(s3(DEVELOPMENT));

    expect($metadata.httpStatusCode).toBe(200);
  });
});

describe('a bucket policy', () => {
  test('that denies holds for the owner too, who can still put it right', async () => {
    const { owner } = await aBucket();
    await owner.send(new PutBucketPolicyCommand({ Bucket, Policy: policy('Deny', PRODUCTION) }));

    const { message } = await refusal(list(owner));
    const read = await owner.send(new GetBucketPolicyCommand({ Bucket }));

    expect(message).toMatch(/with an explicit deny in a resource-based policy$/);
    expect(read.Policy).toBe(policy('Deny', PRODUCTION));
  });

  test('that denies is beyond a role of the owner’s', async () => {
    const { organization, s3, owner } = await aBucket();
    await owner.send(
      new PutBucketPolicyCommand({ Bucket, Policy: policy('Deny', PRODUCTION, '*') }),
    );
    const role = `arn:aws:iam::${PRODUCTION}:role/OrganizationAccountAccessRole`;
    const visitor = s3(organization.credentialsOf(role));

    const { message } = await refusal(visitor.send(new GetBucketPolicyCommand({ Bucket })));

    expect(message).toMatch(/with an explicit deny in a resource-based policy$/);
  });

  test('that denies what is not made over TLS denies nothing here', async () => {
    const { owner } = await aBucket();
    const insecure = JSON.parse(policy('Deny', PRODUCTION, '*'));
    insecure.Statement[0].Condition = { Bool: { 'aws:SecureTransport': false } };
    await owner.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(insecure) }));

    const { $metadata } = await list(owner);

    expect($metadata.httpStatusCode).toBe(200);
  });

  test('that is not understood is refused', async () => {
    const { owner } = await aBucket();
    const Policy = policy('Allow', PRODUCTION).replace('"Principal"', '"NotPrincipal"');

    const { name } = await refusal(owner.send(new PutBucketPolicyCommand({ Bucket, Policy })));

    expect(name).toBe('MalformedPolicy');
  });
});

describe('a role', () => {
  test('may do what its policy grants', async () => {
    const { organization, s3 } = await aBucket();

    const { $metadata } = await list(s3(organization.credentialsOf(MEMBER_ROLE)));

    expect($metadata.httpStatusCode).toBe(200);
  });

  test('is refused what the template does not grant it', async () => {
    const { organization, s3 } = await aBucket();
    const member = s3(organization.credentialsOf(MEMBER_ROLE));
    const tagging = { TagSet: [{ Key: 'a', Value: 'b' }] };

    const error = await refusal(
      member.send(new PutBucketTaggingCommand({ Bucket, Tagging: tagging })),
    );

    expect(error.name).toBe('AccessDenied');
    expect(error.message).toMatch(
      /no identity-based policy allows the s3:PutBucketTagging action$/,
    );
  });
});

describe('tags', () => {
  test('are read back as they were put', async () => {
    const { owner } = await aBucket();
    const TagSet = [{ Key: 'data', Value: 'personal' }];

    await owner.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));

    expect((await owner.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);
  });

  test('that were never put are no tag set', async () => {
    const { owner } = await aBucket();

    const { name } = await refusal(owner.send(new GetBucketTaggingCommand({ Bucket })));

    expect(name).toBe('NoSuchTagSet');
  });

  test('of the same key are refused', async () => {
    const { owner } = await aBucket();
    const TagSet = ['a', 'b'].map((Value) => ({ Key: 'data', Value }));

    const { name } = await refusal(
      owner.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } })),
    );

    expect(name).toBe('InvalidTag');
  });
});
