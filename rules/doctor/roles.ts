import { type Verdict, verdictOf } from './gap.ts';
import { type Looked, notSeen } from './looked.ts';
import { repair, type Workshop } from './repair.ts';

/** An account of the organization. */
export interface KnownAccount {
  readonly id: string;
  readonly isManagement: boolean;
}

/** An account that should have a role. */
interface RoleHolder {
  readonly account: KnownAccount;
  readonly workshop: Workshop;
}

const consequences = {
  'member-role': ['stocktake-member', 'no bucket is corrected'],
  'doctor-role': ['stocktake-doctor', 'nothing more was looked at'],
} as const;

/** Whether a role of Stocktake can be assumed in an account. */
export function judgeRole(
  check: keyof typeof consequences,
  { account: known, workshop }: RoleHolder,
  looked: Looked<unknown>,
): Verdict {
  const [role, consequence] = consequences[check];
  const { id: account, isManagement } = known;
  const subject = { check, account, what: `the role ${role}` };
  const { refused } = looked;
  if (!refused) return verdictOf(subject, []);
  if (refused.cause !== 'role-not-ready') return notSeen(subject, refused);
  const where = isManagement ? ' in the management account' : '';
  const found = `the role ${role} cannot be assumed${where}, so that ${consequence}`;
  const { hubRegion: region } = workshop;
  const fix = repair(workshop, { stackSet: 'stocktake-member-roles', account: known, region });
  return verdictOf(subject, [{ found, fix }]);
}
