import { listAccounts } from '../../infra/aws/organizations-api.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { complaint } from './complaint.ts';
import type { World } from './world.ts';

/** The accounts of the organization, as far as they are known. */
export interface OrganizationAccounts {
  readonly names: ReadonlyMap<string, string>;
  readonly active: readonly string[];
}

/** Names are an adornment: without them everything else is told all the same. */
export async function organizationAccounts(
  cloud: Cloud,
  command: string,
  { err }: World,
): Promise<OrganizationAccounts> {
  try {
    const accounts = await listAccounts(cloud);
    const active = accounts.filter(({ State, Status }) => (State ?? Status) === 'ACTIVE');
    return {
      names: new Map(accounts.map(({ Id = '', Name = '' }) => [Id, Name])),
      active: active.map(({ Id = '' }) => Id),
    };
  } catch (error) {
    err.write(`stocktake ${command}: accounts have no names: ${complaint(error)}\n`);
    return { names: new Map(), active: [] };
  }
}
