import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { describe, expect, test } from '@jest/globals';
import {
  anOrganization,
  clientOf,
  DEVELOPMENT,
  type OrganizationInTest,
  PRODUCTION,
  refusal,
} from './an-organization.ts';

const here = { account: PRODUCTION, region: 'eu-west-1' };
const product = (account: string, region = 'eu-west-1') =>
  `arn:aws:securityhub:${region}:${account}:product/${account}/default`;

function aFinding(finding: Partial<AwsSecurityFinding> = {}): AwsSecurityFinding {
  return {
    SchemaVersion: '2018-10-08',
    Id: 'one',
    ProductArn: product(PRODUCTION),
    GeneratorId: 'test',
    AwsAccountId: PRODUCTION,
    CreatedAt: '2026-11-24T09:00:00.000Z',
    UpdatedAt: '2026-11-24T09:00:00.000Z',
    Title: 'A finding',
    Description: 'Something is not as it should be.',
    FindingProviderFields: { Severity: { Label: 'LOW' }, Types: [] },
    Resources: [
      { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::cards', Partition: 'aws', Region: 'eu-west-1' },
    ],
    RecordState: 'ACTIVE',
    ...finding,
  };
}

function importAll(organization: OrganizationInTest, ...Findings: AwsSecurityFinding[]) {
  const client = new SecurityHubClient(clientOf(organization));
  return client.send(new BatchImportFindingsCommand({ Findings }));
}

describe('a finding', () => {
  test('is kept in the caller’s account and region', async () => {
    const organization = await anOrganization();

    const { SuccessCount, FailedCount } = await importAll(organization, aFinding());

    const { findings } = organization.machines;
    expect([SuccessCount, FailedCount]).toEqual([1, 0]);
    expect(findings.in(here)).toEqual([aFinding()]);
    expect(findings.in({ ...here, region: 'us-east-1' })).toEqual([]);
  });

  test('gives way to a newer one with its id', async () => {
    const organization = await anOrganization();
    await importAll(organization, aFinding());
    const newer = aFinding({ UpdatedAt: '2026-11-24T10:00:00.000Z', RecordState: 'ARCHIVED' });

    await importAll(organization, newer);

    expect(organization.machines.findings.in(here)).toEqual([newer]);
  });

  test.each([
    ['as old', '2026-11-24T09:00:00.000Z'],
    ['older', '2026-11-24T08:00:00.000Z'],
  ])('does not give way to one that is %s', async (_name, UpdatedAt) => {
    const organization = await anOrganization();
    await importAll(organization, aFinding());

    await importAll(organization, aFinding({ UpdatedAt, RecordState: 'ARCHIVED' }));

    expect(organization.machines.findings.in(here)).toEqual([aFinding()]);
  });
});

describe('Security Hub does not take', () => {
  test.each([
    ['another account’s', { AwsAccountId: DEVELOPMENT }],
    ['another account’s product', { ProductArn: product(DEVELOPMENT) }],
    ['another region’s product', { ProductArn: product(PRODUCTION, 'us-east-1') }],
  ])('a finding of %s', async (_name, finding) => {
    const organization = await anOrganization();

    const refused = await refusal(importAll(organization, aFinding(finding)));

    expect(refused.name).toBe('AccessDeniedException');
    expect(refused.$metadata.httpStatusCode).toBe(403);
    expect(refused.message).toContain('to perform: securityhub:BatchImportFindings on resource: ');
  });

  test.each([
    [
      'a title of 257 characters',
      { Title: 'x'.repeat(257) },
      'Title should NOT be longer than 256',
    ],
    ['a description of 1,025', { Description: 'x'.repeat(1_025) }, 'NOT be longer than 1024'],
    ['no resource', { Resources: [] }, 'Resources should NOT have fewer than 1 items.'],
    ['no time', { UpdatedAt: 'now' }, 'UpdatedAt'],
  ])('a finding with %s, but its neighbours', async (_name, finding, words) => {
    const organization = await anOrganization();

    const answer = await importAll(organization, aFinding(finding), aFinding({ Id: 'two' }));

    expect(answer).toMatchObject({ SuccessCount: 1, FailedCount: 1 });
    expect(answer.FailedFindings).toEqual([
      { Id: 'one', ErrorCode: 'InvalidInput', ErrorMessage: expect.stringContaining(words) },
    ]);
    expect(organization.machines.findings.in(here)).toMatchObject([{ Id: 'two' }]);
  });

  test.each([0, 101])('%d findings at a time', async (count) => {
    const organization = await anOrganization();
    const many = Array.from({ length: count }, (_, index) => aFinding({ Id: String(index) }));

    const refused = await refusal(importAll(organization, ...many));

    expect(refused.name).toBe('InvalidInputException');
  });

  test('anything where it is not enabled', async () => {
    const organization = await anOrganization();
    organization.machines.findings.disable(here);

    const refused = await refusal(importAll(organization, aFinding()));

    expect(refused.name).toBe('InvalidAccessException');
    expect(refused.$metadata.httpStatusCode).toBe(401);
    expect(refused.message).toBe(`Account ${PRODUCTION} is not subscribed to AWS Security Hub`);
  });
});

describe('what Security Hub can and the local one cannot', () => {
  test('is refused by the name of the operation', async () => {
    const client = new SecurityHubClient(clientOf(await anOrganization()));

    const refused = await refusal(client.send(new GetFindingsCommand({})));

    expect(refused.name).toBe('NotImplemented');
    expect(refused.$metadata.httpStatusCode).toBe(501);
  });

  test('is refused by the name of a member that would mean something', async () => {
    const organization = await anOrganization();
    const finding = aFinding({ UserDefinedFields: { team: 'cards' } });

    const refused = await refusal(importAll(organization, finding));

    expect([refused.name, refused.message]).toEqual([
      'NotImplemented',
      'data.UserDefinedFields is not implemented.',
    ]);
  });
});
