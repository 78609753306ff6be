import { createHash } from 'node:crypto';
import type { AccountState, Seed, SeedAccount } from '../seed.ts';

/** The tree of an organization: its root, its units and its accounts, as they are now. */
export interface Directory {
  readonly organizationId: string;
  readonly managementAccount: string;
  /** The root comes first. */
  readonly units: ReadonlyMap<string, Unit>;
  readonly accounts: Map<string, Account>;
}

/** A unit, or the root: the one without a parent. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly parent?: string | undefined;
  readonly tags: Map<string, string>;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  state: AccountState;
  readonly tags: Map<string, string>;
  /** Of the root or a unit. Moving an account changes it. */
  parent: string;
}

/** Units come into being by being named. Their ids are made from their paths, so that they are the same in every run. */
export function createDirectory({ organization, accounts }: Seed): Directory {
  const rootId = `r-${digits(organization.id, 4)}`;
  const units = new Map([[rootId, { id: rootId, name: 'Root', tags: new Map<string, string>() }]]);
  const unitOf = (path: string) => plantUnit(units, rootId, path);
  const planted = accounts.map((account) => [account.id, newAccount(account, unitOf)] as const);
  return {
    organizationId: organization.id,
    managementAccount: organization.managementAccount,
    units,
    accounts: new Map(planted),
  };
}

function newAccount(
  { id, name, state, tags, unit }: SeedAccount,
  unitOf: (path: string) => string,
) {
  return { id, name, state, tags: new Map(Object.entries(tags)), parent: unitOf(unit) };
}

/** The id of the unit at a path, planted with all above it if need be. */
function plantUnit(units: Map<string, Unit>, rootId: string, path: string): string {
  let parent = rootId;
  let walked = '';
  for (const name of path === '' ? [] : path.split('/')) {
    walked = `${walked}/${name}`;
    const id = `ou-${rootId.slice(2)}-${digits(`${rootId}${walked}`, 8)}`;
    if (!units.has(id)) units.set(id, { id, name, parent, tags: new Map() });
    parent = id;
  }
  return parent;
}

/** The id of what a seed calls `root`, by the path of a unit or by the id of an account; undefined where nothing is. */
export function idAt({ accounts, units }: Directory, target: string): string | undefined {
  const [rootId] = units.keys();
  if (target === 'root') return rootId;
  if (accounts.has(target)) return target;
  const within = (parent: string | undefined, name: string) =>
    [...units.values()].find((unit) => unit.parent === parent && unit.name === name)?.id;
  return target.split('/').reduce((at, name) => at && within(at, name), rootId);
}

function digits(text: string, count: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, count);
}

/**
 * Ids from the organization down, with a slash at the end: `o-…/r-…/ou-…/`.
 * Source: AWS facts E, path pattern.
 */
export function pathOf(directory: Directory, id: string): string {
  return `${[directory.organizationId, ...lineageOf(directory, id)].join('/')}/`;
}

/** The ids from the root down to an account or unit itself. */
export function lineageOf(directory: Directory, id: string): readonly string[] {
  const lineage: string[] = [];
  for (let at: string | undefined = id; at !== undefined; at = parentOf(directory, at)) {
    lineage.unshift(at);
  }
  return lineage;
}

/** The id of what an account or unit is in; undefined for the root. */
export function parentOf({ accounts, units }: Directory, id: string): string | undefined {
  return accounts.get(id)?.parent ?? units.get(id)?.parent;
}
