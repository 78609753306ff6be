import type {
  DescribeAccountRequest,
  DescribeOrganizationalUnitRequest,
  ListAccountsForParentRequest,
  ListAccountsRequest,
  ListOrganizationalUnitsForParentRequest,
  ListParentsRequest,
  ListRootsRequest,
  ListTagsForResourceRequest,
} from '@aws-sdk/client-organizations';
import { type Account, type Directory, parentOf, type Unit } from './organizations/directory.ts';
import { lifeCycleOperations, tagsOf } from './organizations/life-cycle.ts';
import {
  accountOnTheWire,
  organizationOnTheWire,
  rootOnTheWire,
  unitOnTheWire,
} from './organizations/on-the-wire.ts';
import { organizationsError } from './organizations/organizations-error.ts';
import { resultPage } from './organizations/result-page.ts';
import type { Call, Operations } from './service.ts';

export interface OrganizationsOptions {
  /** The management account, and those it has delegated to. Everyone else is denied. */
  readonly answers: ReadonlySet<string>;
  /** Whether accounts still have the retired member `Status`. */
  readonly withStatus: boolean;
  /** Whether accounts tell where they are. */
  readonly withPaths: boolean;
  /** Whether every listing begins with an empty page that has a NextToken. */
  readonly emptyPages: boolean;
}

/** Organizations. Answers the management and the delegated accounts; DescribeOrganization answers every member (AWS facts E). */
export function organizationsOperations(
  directory: Directory,
  options: OrganizationsOptions,
): Operations {
  const restricted = { ...readOperations(directory, options), ...lifeCycleOperations(directory) };
  const guarded = Object.entries(restricted).map(([name, operation]) => [
    name,
    (input: never, call: Call) => {
      if (!options.answers.has(call.caller.account))
        throw organizationsError('AccessDeniedException');
      return operation(input, call);
    },
  ]);
  return {
    ...Object.fromEntries(guarded),
    DescribeOrganization: () => ({ Organization: organizationOnTheWire(directory) }),
  };
}

function readOperations(directory: Directory, options: OrganizationsOptions): Operations {
  const { units, accounts } = directory;
  const tell = (account: Account) => accountOnTheWire(directory, account, options);
  const page = <Item>(all: readonly Item[], asked: ListAccountsRequest) =>
    resultPage(all, asked, options.emptyPages);

  return {
    ListRoots: (input: ListRootsRequest) => {
      const roots = [...units.values()].filter(isRoot);
      const { items, ...more } = page(roots, input);
      return { Roots: items.map((root) => rootOnTheWire(directory, root)), ...more };
    },
    ListOrganizationalUnitsForParent: (input: ListOrganizationalUnitsForParentRequest) => {
      const parent = requireUnit(directory, input.ParentId);
      const { items, ...more } = page(childrenOf(units, parent), input);
      return { OrganizationalUnits: items.map((unit) => unitOnTheWire(directory, unit)), ...more };
    },
    DescribeOrganizationalUnit: (input: DescribeOrganizationalUnitRequest) => {
      const unit = units.get(input.OrganizationalUnitId ?? '');
      if (!unit || isRoot(unit)) throw organizationsError('OrganizationalUnitNotFoundException');
      return { OrganizationalUnit: unitOnTheWire(directory, unit) };
    },
    ListAccounts: (input: ListAccountsRequest) => {
      const { items, ...more } = page([...accounts.values()], input);
      return { Accounts: items.map(tell), ...more };
    },
    ListAccountsForParent: (input: ListAccountsForParentRequest) => {
      const parent = requireUnit(directory, input.ParentId);
      const { items, ...more } = page(childrenOf(accounts, parent), input);
      return { Accounts: items.map(tell), ...more };
    },
    ListParents: (input: ListParentsRequest) => {
      const parent = parentOf(directory, input.ChildId ?? '');
      if (parent === undefined) throw organizationsError('ChildNotFoundException');
      const Type = parent.startsWith('r-') ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
      return { Parents: [{ Id: parent, Type }] };
    },
    DescribeAccount: (input: DescribeAccountRequest) => {
      const account = accounts.get(input.AccountId ?? '');
      if (!account) throw organizationsError('AccountNotFoundException');
      return { Account: tell(account) };
    },
    ListTagsForResource: (input: ListTagsForResourceRequest) => {
      const tags = [...tagsOf(directory, input.ResourceId)];
      const { items, ...more } = page(tags, { NextToken: input.NextToken });
      return { Tags: items.map(([Key, Value]) => ({ Key, Value })), ...more };
    },
  };
}

function isRoot({ parent }: Unit): boolean {
  return parent === undefined;
}

function requireUnit({ units }: Directory, id = ''): Unit {
  const unit = units.get(id);
  if (!unit) throw organizationsError('ParentNotFoundException');
  return unit;
}

function childrenOf<Child extends { readonly parent?: string | undefined }>(
  all: ReadonlyMap<string, Child>,
  { id }: Unit,
): Child[] {
  return [...all.values()].filter(({ parent }) => parent === id);
}
