import type { DeployedRole } from '../deployment/roles-in.ts';

/** IAM roles of all accounts. */
export interface Roles {
  add(role: DeployedRole): void;
  find(arn: string): DeployedRole | undefined;
}

/** No roles yet; one that is added again replaces the former one of its ARN. */
export function createRoles(): Roles {
  const byArn = new Map<string, DeployedRole>();
  return {
    add: (role) => void byArn.set(role.arn, role),
    find: (arn) => byArn.get(arn),
  };
}
