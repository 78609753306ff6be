import {
  type SeenAccount,
  seeDoctorRole,
  seeMemberRole,
} from '../../../infra/aws/doctor/see-accounts.ts';
import { seeRegions } from '../../../infra/aws/doctor/see-regions.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import {
  type Forwarder,
  memberForwarder,
  reportForwarder,
} from '../../../rules/doctor/forwarding.ts';
import type { Verdict } from '../../../rules/doctor/gap.ts';
import { notSeen } from '../../../rules/doctor/looked.ts';
import { type AccountRegions, judgeGoverned, judgeOthers } from '../../../rules/doctor/regions.ts';
import { judgeRole } from '../../../rules/doctor/roles.ts';
import { concurrently } from '../../concurrently.ts';
import { examineForwarding } from '../../doctor/examine-forwarding.ts';
import { keepersOf } from './keepers-of.ts';
import { isAsked, type Setting } from './setting.ts';

/** Each region costs some six calls, to services that throttle by account and region. */
const ACCOUNTS_AT_ONCE = 8;
const REGIONS_AT_ONCE = 4;

/** Roles, regions, forwarding and trails of every account that is looked at. */
export async function examineAccounts(
  cloud: Cloud,
  setting: Setting,
  looked: (accounts: number) => void,
): Promise<Verdict[]> {
  const keepers = await keepersOf(cloud);
  const verdicts: Verdict[] = [];
  const regions: AccountRegions[] = [];
  let accounts = 0;
  await concurrently(setting.accounts, ACCOUNTS_AT_ONCE, async (account) => {
    const forwarders = keepers.includes(account.id)
      ? [memberForwarder, reportForwarder]
      : [memberForwarder];
    const examined = await examineAccount(cloud, setting, { account, forwarders });
    verdicts.push(...examined.verdicts);
    if (examined.regions) regions.push(examined.regions);
    accounts += 1;
    looked(accounts);
  });
  return [...verdicts, ...judgeRegions(setting, regions)];
}

/** Whoever asks for some regions is not told of the others. */
function judgeRegions({ governed, scope }: Setting, accounts: readonly AccountRegions[]) {
  const asked = governed.filter((region) => isAsked(scope, { region }));
  const others = scope.regions.length === 0 ? judgeOthers(governed, accounts) : [];
  return [...judgeGoverned(asked, accounts), ...others];
}

interface Patient {
  readonly account: SeenAccount;
  readonly forwarders: readonly Forwarder[];
}

interface Examined {
  readonly verdicts: Verdict[];
  readonly regions?: AccountRegions;
}

/** Without the role that looks there is nothing more to see in an account. */
async function examineAccount(cloud: Cloud, setting: Setting, patient: Patient): Promise<Examined> {
  const { account } = patient;
  const { hubBusArn, workshop } = setting;
  const [member, doctor] = await Promise.all([
    seeMemberRole(cloud, account.id),
    seeDoctorRole(cloud, account.id),
  ]);
  const verdicts = [
    judgeRole('member-role', { account, workshop }, member),
    judgeRole('doctor-role', { account, workshop }, doctor),
  ];
  if (doctor.refused) return { verdicts };
  const looked = await seeRegions(cloud, account.id);
  const enabled = looked.seen?.map(({ name }) => name);
  const places = setting.regions.filter((region) => enabled?.includes(region) ?? true);
  await concurrently(places, REGIONS_AT_ONCE, async (region) => {
    const where = { account, region, hubBusArn, workshop };
    verdicts.push(...(await examineForwarding(cloud, where, patient.forwarders)));
  });
  const { id, isManagement } = account;
  if (looked.seen)
    return { verdicts, regions: { account: id, isManagement, enabled: looked.seen } };
  const subject = { check: 'region-enabled', what: 'the regions', account: id } as const;
  return { verdicts: [...verdicts, notSeen(subject, looked.refused)] };
}
