import { type Verdict, verdictOf } from './gap.ts';
import { type Looked, notSeen } from './looked.ts';
import { repair } from './repair.ts';

/** An account of the organization. */
export interface KnownAccount {
  readonly id: string;
  readonly isManagement: boolean;
}

const consequences = {
  'member-role': ['stocktake-member', 'no bucket is corrected'],
  'doctor-role': ['stocktake-doctor', 'nothing more was looked at'],
} as const;

/** Whether a role of Stocktake can be assumed in an account. */
export function judgeRole(
  check: keyof typeof consequences,
  { id: account, isManagement }: KnownAccount,
  looked: Looked<unknown>,
): Verdict {
  const [role, consequence] = consequences[check];
  const subject = { check, account, what: `the role ${role}` };
  const { refused } = looked;
  if (!refused) return verdictOf(subject, []);
  if (refused.cause !== 'role-not-ready') return notSeen(subject, refused);
  const where = isManagement ? ' in the management account' : '';
  const found = `the role ${role} cannot be assumed${where}, so that ${consequence}`;
  return verdictOf(subject, [{ found, fix: repair('stocktake-member-roles', isManagement) }]);
}
