import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import { readPolicy } from '../../../infra/local/policy.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import {
  anOrganization,
  clientOf,
  DEVELOPMENT,
  HUB,
  MANAGEMENT,
  NEWCOMER,
  type OrganizationInTest,
  PRODUCTION,
  refusal,
  SUSPENDED,
} from './an-organization.ts';

const entrance = (account: string) => `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
const memberRole = (account: string) => `arn:aws:iam::${account}:role/stocktake/stocktake-member`;
const functionRole = `arn:aws:iam::${HUB}:role/stocktake/stocktake-bucket-changed`;

type Who = Parameters<typeof clientOf>[1];

function sts(organization: OrganizationInTest, who: Who = MANAGEMENT): STSClient {
  return new STSClient(clientOf(organization, who));
}

function assume(client: STSClient, RoleArn: string, DurationSeconds?: number) {
  const request = { RoleArn, RoleSessionName: 'visit', DurationSeconds };
  return client.send(new AssumeRoleCommand(request));
}

async function keysOf(assumed: ReturnType<typeof assume>) {
  const { Credentials } = await assumed;
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

describe('AssumeRole', () => {
  test('lets the management account into every other one', async () => {
    const organization = await anOrganization();

    const keys = await keysOf(assume(sts(organization), entrance(PRODUCTION)));

    const { Account, Arn } = await sts(organization, keys).send(new GetCallerIdentityCommand({}));
    const arn = `arn:aws:sts::${PRODUCTION}:assumed-role/OrganizationAccountAccessRole/visit`;
    expect([Account, Arn]).toEqual([PRODUCTION, arn]);
  });

  test('lets the enforcing function into a member', async () => {
    const organization = await anOrganization();
    const client = sts(organization, organization.credentialsOf(functionRole));

    const { AssumedRoleUser } = await assume(client, memberRole(PRODUCTION));

    const arn = `arn:aws:sts::${PRODUCTION}:assumed-role/stocktake-member/visit`;
    expect(AssumedRoleUser?.Arn).toBe(arn);
  });

  test.each([
    ['a trust policy that does not admit the caller', DEVELOPMENT, entrance(PRODUCTION)],
    ['the hub, but not one of its roles', HUB, memberRole(PRODUCTION)],
    ['a role that is not there', MANAGEMENT, `${entrance(PRODUCTION)}2`],
    ['a suspended account', MANAGEMENT, entrance(SUSPENDED)],
  ])('refuses %s in one and the same way', async (_case, who, role) => {
    const organization = await anOrganization();

    const { name, message, $metadata } = await refusal(assume(sts(organization, who), role));

    const arn = `arn:aws:iam::${who}:root`;
    expect([name, $metadata.httpStatusCode]).toEqual(['AccessDenied', 403]);
    expect(message).toBe(
      `User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    );
  });

  test('refuses a role that its own policy does not let assume others', async () => {
    const organization = await anOrganization();
    const client = sts(organization, organization.credentialsOf(functionRole));
    const operatorRole = `arn:aws:iam::${HUB}:role/stocktake/stocktake-operator`;

    const { message } = await refusal(assume(client, operatorRole));

    expect(message).toContain('no identity-based policy allows the sts:AssumeRole action');
  });

  test('refuses a caller whose own account is denied to assume roles', async () => {
    const Statement = { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' };
    const policy = readPolicy({ Version: '2012-10-17', Statement });
    const controls = [{ name: 'nobody-elsewhere', targets: ['Platform'], policy }];
    const organization = await anOrganization({
      seed: { ...defaultSeed, serviceControlPolicies: controls },
    });
    const client = sts(organization, organization.credentialsOf(functionRole));

    const { name, message } = await refusal(assume(client, memberRole(PRODUCTION)));

    expect(name).toBe('AccessDenied');
    expect(message).toMatch(/with an explicit deny in a service control policy$/);
  });

  test('finds a missing member role once it is added', async () => {
    const organization = await anOrganization();
    const client = sts(organization, organization.credentialsOf(functionRole));

    const { name } = await refusal(assume(client, memberRole(NEWCOMER)));
    organization.addRole(NEWCOMER);
    const { AssumedRoleUser } = await assume(client, memberRole(NEWCOMER));

    expect(name).toBe('AccessDenied');
    expect(AssumedRoleUser?.Arn).toContain(NEWCOMER);
  });

  test.each([
    [600, /greater than or equal to 900/],
    [7_200, /MaxSessionDuration/],
    [50_000, /less than or equal to 43200/],
  ])('refuses a session of %d seconds', async (seconds, reason) => {
    const organization = await anOrganization();

    const { name, message } = await refusal(
      assume(sts(organization), entrance(PRODUCTION), seconds),
    );

    expect(name).toBe('ValidationError');
    expect(message).toMatch(reason);
  });

  test('gives a session that assumes a role an hour at most', async () => {
    const organization = await anOrganization();
    const client = sts(organization, organization.credentialsOf(functionRole));

    const { message } = await refusal(assume(client, memberRole(PRODUCTION), 7_200));

    expect(message).toContain('role chaining');
  });

  test.each([
    ['a policy', { Policy: '{}' }],
    ['managed policies', { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] }],
  ])('does not pretend to narrow a session by %s', async (_case, narrowed) => {
    const organization = await anOrganization();
    const request = { RoleArn: entrance(PRODUCTION), RoleSessionName: 'visit', ...narrowed };

    const { name } = await refusal(sts(organization).send(new AssumeRoleCommand(request)));

    expect(name).toBe('NotImplemented');
  });

  test('refuses what is no ARN of a role', async () => {
    const organization = await anOrganization();

    const { name, message } = await refusal(assume(sts(organization), 'stocktake-member'));

    expect([name, message]).toEqual(['ValidationError', 'stocktake-member is invalid']);
  });
});

describe('a session', () => {
  test('ends by the clock of the organization, for S3 and for the others', async () => {
    const organization = await anOrganization();
    const keys = await keysOf(assume(sts(organization), entrance(PRODUCTION), 900));
    const s3 = new S3Client(clientOf(organization, keys));
    const sqs = new SQSClient(clientOf(organization, keys));

    await organization.clock.advance(900_000);

    const fromS3 = await refusal(s3.send(new ListBucketsCommand({})));
    const fromSqs = await refusal(sqs.send(new GetQueueUrlCommand({ QueueName: 'any' })));
    expect([fromS3.name, fromS3.$metadata.httpStatusCode]).toEqual(['ExpiredToken', 400]);
    expect([fromSqs.name, fromSqs.$metadata.httpStatusCode]).toEqual([
      'ExpiredTokenException',
      403,
    ]);
  });

  test('needs its token', async () => {
    const organization = await anOrganization();
    const keys = await keysOf(assume(sts(organization), entrance(PRODUCTION)));
    const forged = { ...keys, sessionToken: 'made up' };

    const { name } = await refusal(
      sts(organization, forged).send(new GetCallerIdentityCommand({})),
    );

    expect(name).toBe('InvalidClientTokenId');
  });
});

describe('an access key id', () => {
  test('stands for the account whose digits it contains', async () => {
    const organization = await anOrganization();

    const { Account } = await sts(organization, `AKIA${PRODUCTION}X`).send(
      new GetCallerIdentityCommand({}),
    );

    expect(Account).toBe(PRODUCTION);
  });

  test.each([
    ['of no account of the organization', '999999999999', 'InvalidAccessKeyId'],
    ['without an account', 'AKIAEXAMPLE', 'InvalidAccessKeyId'],
    ['of a suspended account', SUSPENDED, 'AccountProblem'],
  ])('%s is refused', async (_case, key, error) => {
    const organization = await anOrganization();
    const s3 = new S3Client(clientOf(organization, key));

    const { name, $metadata } = await refusal(s3.send(new ListBucketsCommand({})));

    expect([name, $metadata.httpStatusCode]).toEqual([error, 403]);
  });
});
