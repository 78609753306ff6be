import type { Account } from '@aws-sdk/client-organizations';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { KnownAccount } from '../../../rules/doctor/roles.ts';
import type { Cloud } from '../../cloud.ts';
import { doctorRole, memberSession } from '../member-session.ts';
import { accountFacts } from '../organization.ts';
import { listAccounts } from '../organizations-api.ts';
import { look } from './look.ts';

export interface SeenAccount extends KnownAccount {
  /** Of the units above it; undefined when the listing does not tell. */
  readonly unitIds: readonly string[] | undefined;
}

/** The active accounts of the organization. */
export function seeAccounts(cloud: Cloud): Promise<Looked<SeenAccount[]>> {
  return look(async () => {
    const accounts = await listAccounts(cloud);
    return accounts.filter(({ State, Status }) => (State ?? Status) === 'ACTIVE').map(seen);
  });
}

/** Organizations keeps the management account's id in every ARN: `arn:aws:organizations::100000000001:account/o-…/111111111111`. */
function seen({ Id: id = '', Arn = '', Paths }: Account): SeenAccount {
  const isManagement = Arn.split(':')[4] === id;
  const unitIds = Paths?.[0]?.split('/').filter((part) => part.startsWith('ou-'));
  return { id, isManagement, unitIds };
}

/** The ids of the units above an account, asked for one by one. */
export function seeUnits(cloud: Cloud, account: string): Promise<Looked<readonly string[]>> {
  return look(async () => {
    const { unitIds = [] } = await accountFacts(cloud, account, new Set(['units']));
    return unitIds;
  });
}

/** Whether the role that corrects can be assumed in an account. */
export function seeMemberRole(cloud: Cloud, account: string): Promise<Looked<unknown>> {
  return look(memberSession(cloud, account));
}

/** Whether the role that looks can be assumed in an account. */
export function seeDoctorRole(cloud: Cloud, account: string): Promise<Looked<unknown>> {
  return look(memberSession(cloud, account, doctorRole));
}
