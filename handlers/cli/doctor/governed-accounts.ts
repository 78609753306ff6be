import { type SeenAccount, seeUnits } from '../../../infra/aws/doctor/see-accounts.ts';
import { KnownFailure } from '../../../infra/aws/failure.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { type Verdict, verdictOf } from '../../../rules/doctor/gap.ts';
import { type Looked, notSeen } from '../../../rules/doctor/looked.ts';
import { accountsIn, isForEverybody } from '../../../rules/doctor/stack-sets.ts';
import { concurrently } from '../../concurrently.ts';
import type { StackSets } from './examine-stack-sets.ts';
import type { Scope } from './setting.ts';

interface Found {
  readonly verdicts: readonly Verdict[];
  readonly accounts: readonly SeenAccount[];
}

interface Sight {
  readonly listed: Looked<readonly SeenAccount[]>;
  /** Ids of accounts that are there, whatever Organizations tells. */
  readonly known: readonly string[];
  readonly stackSets: StackSets;
}

/** Organizations throttles in low double digits per second. */
const ACCOUNTS_AT_ONCE = 4;

const subject = { check: 'accounts', what: 'the accounts of the organization' } as const;

/** The active accounts in the units that the members' stack set is for. When they cannot be listed, those that are known anyway. */
export async function governedAccounts(
  cloud: Cloud,
  { listed, known, stackSets: { facts } }: Sight,
): Promise<Found> {
  if (listed.refused) {
    const accounts = known.map((id) => ({ id, isManagement: false, unitIds: undefined }));
    return { verdicts: [notSeen(subject, listed.refused)], accounts };
  }
  const set = facts['stocktake-member-roles'];
  const well = verdictOf(subject, []);
  if (!set || isForEverybody(set)) return { verdicts: [well], accounts: listed.seen };
  const { verdicts, accounts } = await placed(cloud, listed.seen);
  const within = new Set(accountsIn(set, accounts));
  return { verdicts: [well, ...verdicts], accounts: accounts.filter(({ id }) => within.has(id)) };
}

/** With the units of those of which the listing does not tell them. */
async function placed(cloud: Cloud, all: readonly SeenAccount[]) {
  const verdicts: Verdict[] = [];
  const accounts: (SeenAccount & { readonly unitIds: readonly string[] })[] = [];
  await concurrently(all, ACCOUNTS_AT_ONCE, async (account) => {
    const units: Looked<readonly string[]> = account.unitIds
      ? { seen: account.unitIds }
      : await seeUnits(cloud, account.id);
    if (units.refused)
      verdicts.push(
        notSeen({ ...subject, what: 'the units above it', account: account.id }, units.refused),
      );
    else accounts.push({ ...account, unitIds: units.seen });
  });
  return { verdicts, accounts };
}

/** Those that were asked for. @throws KnownFailure `unreadable` for an account that is not among them. */
export function inScope(
  everyone: readonly SeenAccount[],
  { accounts }: Scope,
): readonly SeenAccount[] {
  if (accounts.length === 0) return everyone;
  return accounts.map((wanted) => {
    const account = everyone.find(({ id }) => id === wanted);
    if (account) return account;
    const message = `${wanted} is no active account that Stocktake governs; leave --account ${wanted} out`;
    throw new KnownFailure('unreadable', message);
  });
}
