import {
  type Account,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  ListParentsCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListTagsForResource,
} from '@aws-sdk/client-organizations';
import type { Tags } from '../../rules/bucket.ts';
import type { Cloud } from '../cloud.ts';

// Kept apart from organization.ts so that a warm function, which remembers its accounts, never loads this client.

/** Organizations lives in one region of a partition; with an endpoint of our own the SDK would sign for the hub's. */
const HOME_REGION = 'us-east-1';

/** @throws Organizations' errors, `AccountNotFoundException` among them. */
export async function describeAccount(cloud: Cloud, account: string): Promise<Account> {
  const answer = await client(cloud).send(new DescribeAccountCommand({ AccountId: account }));
  return answer.Account ?? {};
}

/** Every account of the organization. @throws Organizations' errors. */
export async function listAccounts(cloud: Cloud): Promise<Account[]> {
  const accounts: Account[] = [];
  for await (const page of paginateListAccounts({ client: client(cloud) }, {})) {
    accounts.push(...(page.Accounts ?? []));
  }
  return accounts;
}

/** The tags of an account. @throws Organizations' errors. */
export async function listTags(cloud: Cloud, account: string): Promise<Tags> {
  const tags: Record<string, string> = {};
  const pages = paginateListTagsForResource({ client: client(cloud) }, { ResourceId: account });
  for await (const page of pages) {
    for (const { Key, Value } of page.Tags ?? []) tags[Key ?? ''] = Value ?? '';
  }
  return tags;
}

/** The id of the root or unit that holds an account or unit. @throws Organizations' errors. */
export async function parentOf(cloud: Cloud, child: string): Promise<string> {
  const answer = await client(cloud).send(new ListParentsCommand({ ChildId: child }));
  const parent = answer.Parents?.[0]?.Id;
  if (!parent) throw new Error(`Organizations does not say what ${child} is in`);
  return parent;
}

/** The name of a unit. @throws Organizations' errors. */
export async function unitName(cloud: Cloud, unit: string): Promise<string> {
  const request = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit });
  const answer = await client(cloud).send(request);
  return answer.OrganizationalUnit?.Name ?? unit;
}

function client(cloud: Cloud): OrganizationsClient {
  return cloud.hub(OrganizationsClient, HOME_REGION);
}
