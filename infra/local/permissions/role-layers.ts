import type { Policy } from '../policy.ts';
import type { Layer } from './evaluate.ts';

/** What says what a role may do. */
export interface RoleRights {
  readonly policies: readonly Policy[];
}

/** What has a say in each request by a role; for one that is not there, that it may do nothing. */
export function roleLayers(role: RoleRights | undefined): readonly Layer[] {
  return [{ kind: 'identity', policies: role?.policies ?? [], mustAllow: true }];
}
