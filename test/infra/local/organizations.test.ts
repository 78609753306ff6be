import {
  CloseAccountCommand,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  MoveAccountCommand,
  OrganizationsClient,
  paginateListAccounts,
  RemoveAccountFromOrganizationCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-organizations';
import { describe, expect, test } from '@jest/globals';
import type { OrganizationOptions } from '../../../infra/local/organization.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import {
  anOrganization,
  clientOf,
  HUB,
  MANAGEMENT,
  PRODUCTION,
  refusal,
  SUSPENDED,
} from './an-organization.ts';

async function organizationsOf(who = MANAGEMENT, options: Partial<OrganizationOptions> = {}) {
  return new OrganizationsClient(clientOf(await anOrganization(options), who));
}

async function parentOf(client: OrganizationsClient, ChildId: string) {
  const { Parents = [] } = await client.send(new ListParentsCommand({ ChildId }));
  return Parents[0];
}

/** A seed with so many accounts more. */
function crowded(count: number) {
  const [first] = defaultSeed.accounts;
  const more = Array.from({ length: count }, (_, at) => ({
    ...first,
    id: String(300_000_000_000 + at),
    name: `more-${at}`,
  }));
  return { ...defaultSeed, accounts: [...defaultSeed.accounts, ...more] as never };
}

describe('the tree', () => {
  test('can be walked from an account to the root', async () => {
    const client = await organizationsOf();

    const unit = await parentOf(client, PRODUCTION);
    const above = await parentOf(client, unit?.Id ?? '');
    const root = await parentOf(client, above?.Id ?? '');

    expect([unit, above, root].map((parent) => parent?.Type)).toEqual([
      'ORGANIZATIONAL_UNIT',
      'ORGANIZATIONAL_UNIT',
      'ROOT',
    ]);
  });

  test('can be walked from the root to an account', async () => {
    const client = await organizationsOf();
    const { Roots = [] } = await client.send(new ListRootsCommand({}));
    const unitsOf = async (ParentId?: string) =>
      (await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId })))
        .OrganizationalUnits ?? [];

    const top = await unitsOf(Roots[0]?.Id);
    const workloads = top.find(({ Name }) => Name === 'Workloads');
    const production = (await unitsOf(workloads?.Id)).find(({ Name }) => Name === 'Production');
    const { Accounts = [] } = await client.send(
      new ListAccountsForParentCommand({ ParentId: production?.Id }),
    );

    expect(top.map(({ Name }) => Name)).toEqual(['Workloads', 'Sandbox', 'Audit', 'Platform']);
    expect(Accounts.map(({ Id }) => Id)).toEqual([PRODUCTION]);
  });

  test('names units and their paths', async () => {
    const client = await organizationsOf();
    const parent = await parentOf(client, PRODUCTION);
    const request = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: parent?.Id });

    const { OrganizationalUnit } = await client.send(request);

    expect(OrganizationalUnit?.Name).toBe('Production');
    expect(OrganizationalUnit?.Path).toMatch(
      /^o-stocktake1\/r-\w{4}\/ou-\w{4}-\w{8}\/ou-\w{4}-\w{8}\/$/,
    );
  });
});

describe('an account', () => {
  test('has a state and a path', async () => {
    const client = await organizationsOf();

    const { Account } = await client.send(new DescribeAccountCommand({ AccountId: SUSPENDED }));

    expect([Account?.Name, Account?.State]).toEqual(['closed-shop', 'SUSPENDED']);
    expect(Account?.Paths?.[0]).toMatch(new RegExp(`^o-stocktake1/r-.*/${SUSPENDED}/$`));
  });

  test('may be without the retired status', async () => {
    const client = await organizationsOf(MANAGEMENT, { organizations: { withStatus: false } });

    const { Account } = await client.send(new DescribeAccountCommand({ AccountId: PRODUCTION }));

    expect([Account?.State, Account?.Status]).toEqual(['ACTIVE', undefined]);
  });

  test('that is not there is not found', async () => {
    const client = await organizationsOf();

    const error = await refusal(
      client.send(new DescribeAccountCommand({ AccountId: '999999999999' })),
    );

    expect(error.name).toBe('AccountNotFoundException');
    expect(error.message).toBe("You specified an account that doesn't exist.");
  });

  test('can be moved', async () => {
    const client = await organizationsOf();
    const from = await parentOf(client, PRODUCTION);
    const to = await parentOf(client, SUSPENDED);

    await client.send(
      new MoveAccountCommand({
        AccountId: PRODUCTION,
        SourceParentId: from?.Id,
        DestinationParentId: to?.Id,
      }),
    );

    expect(await parentOf(client, PRODUCTION)).toEqual(to);
  });

  test('can be closed, and removed', async () => {
    const client = await organizationsOf();
    const AccountId = PRODUCTION;

    await client.send(new CloseAccountCommand({ AccountId }));
    const { Account } = await client.send(new DescribeAccountCommand({ AccountId }));
    await client.send(new RemoveAccountFromOrganizationCommand({ AccountId }));
    const gone = await refusal(client.send(new DescribeAccountCommand({ AccountId })));

    expect(Account?.State).toBe('PENDING_CLOSURE');
    expect(gone.name).toBe('AccountNotFoundException');
  });

  test('that manages the organization can be neither', async () => {
    const client = await organizationsOf();
    const AccountId = MANAGEMENT;

    const refusals = await Promise.all([
      refusal(client.send(new CloseAccountCommand({ AccountId }))),
      refusal(client.send(new RemoveAccountFromOrganizationCommand({ AccountId }))),
    ]);

    expect(refusals.map(({ name }) => name)).toEqual([
      'ConstraintViolationException',
      'ConstraintViolationException',
    ]);
  });

  test('can be given tags and lose them', async () => {
    const client = await organizationsOf();
    const ResourceId = PRODUCTION;
    const Tags = [{ Key: 'owner', Value: 'payments' }];

    await client.send(new TagResourceCommand({ ResourceId, Tags }));
    await client.send(new UntagResourceCommand({ ResourceId, TagKeys: ['tier'] }));

    const listed = await client.send(new ListTagsForResourceCommand({ ResourceId }));
    expect(listed.Tags).toEqual(Tags);
  });
});

describe('a listing', () => {
  test('has pages of twenty', async () => {
    const client = await organizationsOf(MANAGEMENT, { seed: crowded(30) });

    const { Accounts = [], NextToken } = await client.send(new ListAccountsCommand({}));

    expect(Accounts).toHaveLength(20);
    expect(NextToken).toBeDefined();
  });

  test('may begin with an empty page that is not the last one', async () => {
    const client = await organizationsOf(MANAGEMENT, { organizations: { emptyPages: true } });
    const pages = await Array.fromAsync(paginateListAccounts({ client }, {}));

    const sizes = pages.map(({ Accounts = [] }) => Accounts.length);

    expect(sizes).toEqual([0, defaultSeed.accounts.length]);
  });

  test('refuses a token that it has not given', async () => {
    const client = await organizationsOf();

    const { name, Reason } = await refusal(
      client.send(new ListAccountsCommand({ NextToken: 'made up' })),
    );

    expect([name, Reason]).toEqual(['InvalidInputException', 'INVALID_NEXT_TOKEN']);
  });
});

describe('who asks', () => {
  test('may be the hub', async () => {
    const client = await organizationsOf(HUB);

    const { Accounts = [] } = await client.send(new ListAccountsCommand({}));

    expect(Accounts).toHaveLength(defaultSeed.accounts.length);
  });

  test('may not be a member', async () => {
    const client = await organizationsOf(PRODUCTION);

    const { name } = await refusal(client.send(new ListAccountsCommand({})));

    expect(name).toBe('AccessDeniedException');
  });

  test('may be a member for the organization itself', async () => {
    const client = await organizationsOf(PRODUCTION);

    const { Organization } = await client.send(new DescribeOrganizationCommand({}));

    expect([Organization?.Id, Organization?.MasterAccountId]).toEqual(['o-stocktake1', MANAGEMENT]);
  });

  test('is told by name what is not implemented', async () => {
    const client = await organizationsOf();

    const { name, message, $metadata } = await refusal(
      client.send(new ListPoliciesCommand({ Filter: 'TAG_POLICY' })),
    );

    expect([name, message]).toEqual(['NotImplemented', 'ListPolicies is not implemented.']);
    expect($metadata.httpStatusCode).toBe(501);
  });
});
