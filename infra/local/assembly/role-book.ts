import type { DeployedRole } from '../deployment/roles-in.ts';
import { createRoles, type Roles } from '../identity/roles.ts';
import { type Policy, readIdentityPolicy, readPolicy } from '../policy.ts';
import type { Seed, SeedAccount } from '../seed.ts';

/** The roles of the organization, with those that are still missing. */
export interface RoleBook extends Roles {
  /** Gives an account the member role that its seed left out. */
  addMissing(account: string): void;
  /**
   * Takes an action out of a role's own policies, as somebody might do by hand.
   *
   * @returns what puts it back. @throws Error for a role that does not exist.
   */
  revoke(roleArn: string, action: string): () => void;
}

/**
 * What the templates describe, but for the member roles that the seed says are missing; and in every account but the
 * management's the role by which the management account may enter it.
 */
export function openRoleBook(seed: Seed, deployed: readonly DeployedRole[]): RoleBook {
  const roles = createRoles();
  const without = new Set(
    seed.accounts.filter(({ role }) => role === 'missing').map(({ id }) => id),
  );
  const missing = deployed.filter((role) => isMemberRole(role) && without.has(role.account));
  for (const role of deployed) if (!missing.includes(role)) roles.add(role);
  for (const account of seed.accounts) {
    if (account.id !== seed.organization.managementAccount) roles.add(entrance(seed, account));
  }
  return {
    ...roles,
    addMissing(account) {
      for (const role of missing) if (role.account === account) roles.add(role);
    },
    revoke(roleArn, action) {
      const role = roles.find(roleArn);
      if (!role) throw new Error(`there is no role ${roleArn}`);
      roles.add({
        ...role,
        policies: role.policies.map((policy) => withoutAction(policy, action)),
      });
      return () => roles.add(role);
    },
  };
}

function withoutAction(policy: Policy, action: string): Policy {
  const statements = policy.Statement.map((statement) => ({
    ...statement,
    Action: statement.Action?.filter((granted) => granted !== action),
  }));
  return { ...policy, Statement: statements };
}

function isMemberRole({ path, name }: DeployedRole): boolean {
  return path === '/stocktake/' && name === 'stocktake-member';
}

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html */
function entrance({ organization }: Seed, { id: account }: SeedAccount): DeployedRole {
  const name = 'OrganizationAccountAccessRole';
  const Principal = { AWS: `arn:aws:iam::${organization.managementAccount}:root` };
  const Version = '2012-10-17';
  return {
    account,
    name,
    path: '/',
    arn: `arn:aws:iam::${account}:role/${name}`,
    trustPolicy: readPolicy({
      Version,
      Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' },
    }),
    policies: [
      readIdentityPolicy({ Version, Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }),
    ],
  };
}
