import type { DeployedRole } from '../deployment/roles-in.ts';
import type { Layer } from './evaluate.ts';

/** What says what a role may do. */
export type RoleRights = Pick<DeployedRole, 'policies' | 'permissionsBoundary' | 'boundary'>;

const none: RoleRights = { policies: [] };

/** What has a say in each request by a role; for one that is not there, that it may do nothing. */
export function roleLayers(role: RoleRights = none): readonly Layer[] {
  const { policies, permissionsBoundary, boundary } = role;
  const own: Layer = { kind: 'identity', policies, mustAllow: true };
  if (permissionsBoundary === undefined) return [own];
  // A boundary that nobody looked up allows nothing.
  const bounds = boundary ? [boundary] : [];
  return [own, { kind: 'boundary', policies: bounds, mustAllow: true }];
}
