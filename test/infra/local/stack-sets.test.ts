import {
  CloudFormationClient,
  DescribeStackSetCommand,
  ListStackInstancesCommand,
  ListStackSetsCommand,
  paginateListStackInstances,
  type StackInstanceSummary,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from '@jest/globals';
import { defaultSeed } from '../../../infra/local/seed.ts';
import {
  anOrganization,
  clientOf,
  HUB,
  MANAGEMENT,
  type OrganizationInTest,
  PRODUCTION,
  refusal,
} from './an-organization.ts';

const StackSetName = 'stocktake-member-rules';
const CallAs = 'DELEGATED_ADMIN';

function clientIn(organization: OrganizationInTest, who = HUB, region = 'eu-west-1') {
  return new CloudFormationClient(clientOf(organization, who, region));
}

async function instancesIn(client: CloudFormationClient): Promise<StackInstanceSummary[]> {
  const all: StackInstanceSummary[] = [];
  for await (const { Summaries = [] } of paginateListStackInstances(
    { client },
    { StackSetName, CallAs },
  )) {
    expect(Summaries.length).toBeLessThanOrEqual(100);
    all.push(...Summaries);
  }
  return all;
}

describe('a stack set', () => {
  test('is told as the template describes it', async () => {
    const client = clientIn(await anOrganization());

    const { StackSet } = await client.send(new DescribeStackSetCommand({ StackSetName, CallAs }));

    expect(StackSet).toMatchObject({
      StackSetName,
      Status: 'ACTIVE',
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      OrganizationalUnitIds: [expect.stringMatching(/^r-/)],
      Regions: ['eu-west-1', 'us-east-1', 'ap-southeast-2'],
      StackSetARN: expect.stringMatching(
        /^arn:aws:cloudformation:eu-west-1:100000000001:stackset\/stocktake-member-rules:/,
      ),
    });
  });

  test.each([
    ['the management account as itself', MANAGEMENT, 'SELF'],
    ['its delegate as such', HUB, 'DELEGATED_ADMIN'],
  ] as const)('answers %s', async (_, who, as) => {
    const client = clientIn(await anOrganization(), who);

    const told = await client.send(new DescribeStackSetCommand({ StackSetName, CallAs: as }));

    expect(told.StackSet?.StackSetName).toBe(StackSetName);
  });

  test.each([
    ['the management account as a delegate', MANAGEMENT, 'DELEGATED_ADMIN'],
    ['the delegate as itself', HUB, 'SELF'],
    ['the delegate who does not say', HUB, undefined],
    ['a member', PRODUCTION, 'DELEGATED_ADMIN'],
  ] as const)('does not answer %s', async (_, who, as) => {
    const client = clientIn(await anOrganization(), who);

    const refused = await refusal(
      client.send(new DescribeStackSetCommand({ StackSetName, ...(as && { CallAs: as }) })),
    );

    expect(refused.name).toBe('ValidationError');
    expect(refused.message).toMatch(/management account or delegated admin/);
  });

  test.each([
    ['of another name', 'no-such-set', 'eu-west-1'],
    ['in another region', StackSetName, 'us-east-1'],
  ])('%s is not found', async (_, name, region) => {
    const client = clientIn(await anOrganization(), HUB, region);

    const refused = await refusal(
      client.send(new DescribeStackSetCommand({ StackSetName: name, CallAs })),
    );

    expect(refused.name).toBe('StackSetNotFoundException');
    expect(refused.$metadata.httpStatusCode).toBe(404);
  });

  test('is altered by a hook, which knows its name', async () => {
    const organization = await anOrganization();
    const { stackSets } = organization.machines;

    stackSets.alter(StackSetName, { isAutomatic: false });

    const ask = new DescribeStackSetCommand({ StackSetName, CallAs });
    const { StackSet } = await clientIn(organization).send(ask);
    expect(StackSet?.AutoDeployment?.Enabled).toBe(false);
    expect(() => stackSets.alter('no-such-set', {})).toThrow('there is no stack set no-such-set');
  });
});

describe('the instances of a stack set', () => {
  test('are one for each account and region, but for the management account', async () => {
    const instances = await instancesIn(clientIn(await anOrganization()));

    expect(instances).toHaveLength(21);
    expect(instances.filter(({ Account }) => Account === MANAGEMENT)).toEqual([]);
    expect(instances[0]).toMatchObject({
      Account: PRODUCTION,
      Region: 'eu-west-1',
      Status: 'CURRENT',
      StackInstanceStatus: { DetailedStatus: 'SUCCEEDED' },
      OrganizationalUnitId: expect.stringMatching(/^ou-/),
    });
  });

  test('come in pages', async () => {
    const [first] = defaultSeed.accounts;
    const more = Array.from({ length: 50 }, (_, at) => ({
      ...first,
      id: String(300_000_000_000 + at),
      name: `more-${at}`,
    }));
    const accounts = [...defaultSeed.accounts, ...more] as typeof defaultSeed.accounts;
    const organization = await anOrganization({ seed: { ...defaultSeed, accounts } });
    const client = clientIn(organization);

    const page = await client.send(new ListStackInstancesCommand({ StackSetName, CallAs }));

    expect(page.NextToken).toEqual(expect.any(String));
    expect(await instancesIn(client)).toHaveLength(171);
  });

  test('can be lost, and can fail', async () => {
    const organization = await anOrganization();
    const { stackSets } = organization.machines;
    stackSets.lose(StackSetName, { account: PRODUCTION, region: 'eu-west-1' });
    stackSets.fail(StackSetName, { account: PRODUCTION, region: 'us-east-1' }, 'role exists');

    const instances = await instancesIn(clientIn(organization));

    expect(instances).toHaveLength(20);
    expect(instances.filter(({ Status }) => Status !== 'CURRENT')).toEqual([
      expect.objectContaining({
        Account: PRODUCTION,
        Region: 'us-east-1',
        Status: 'OUTDATED',
        StatusReason: 'role exists',
      }),
    ]);
  });
});

test('what CloudFormation does not do here it names', async () => {
  const client = clientIn(await anOrganization());

  const refused = await refusal(client.send(new ListStackSetsCommand({})));

  expect(refused.name).toBe('NotImplemented');
  expect(refused.message).toContain('ListStackSets');
});
