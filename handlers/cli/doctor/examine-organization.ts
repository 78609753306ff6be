import { seeAccounts } from '../../../infra/aws/doctor/see-accounts.ts';
import { hubAccount } from '../../../infra/aws/doctor/see-hub.ts';
import { KnownFailure } from '../../../infra/aws/failure.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import type { Verdict } from '../../../rules/doctor/gap.ts';
import type { Workshop } from '../../../rules/doctor/repair.ts';
import { arnIn } from '../../doctor/arn-in.ts';
import { examineAccounts } from './examine-accounts.ts';
import { examineDestinations } from './examine-destinations.ts';
import { examineHub } from './examine-hub.ts';
import { examineInstances, examineStackSets, type StackSets } from './examine-stack-sets.ts';
import { governedAccounts, inScope } from './governed-accounts.ts';
import type { Scope, Setting } from './setting.ts';

export interface Examination {
  readonly verdicts: readonly Verdict[];
  /** What was looked at. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/**
 * Looks at everything that Stocktake needs. What cannot be seen is in the verdicts and holds nothing else up.
 *
 * @param looked told after each account, how many there were so far.
 * @throws STS's errors; KnownFailure `unreadable` for an account or a region that is not governed.
 */
export async function examineOrganization(
  cloud: Cloud,
  scope: Scope,
  looked: (accounts: number) => void,
): Promise<Examination> {
  const [hub, listed] = await Promise.all([hubAccount(cloud), seeAccounts(cloud)]);
  const management = listed.seen?.find(({ isManagement }) => isManagement)?.id;
  const stackSets = await examineStackSets(cloud, { hub, management });
  const known = [...new Set([hub, ...scope.accounts])];
  const governed = await governedAccounts(cloud, { listed, known, stackSets });
  const setting = settingOf(cloud, { hub, everyone: governed.accounts, scope, stackSets });
  const parts = await Promise.all([
    examineHub(cloud, setting),
    examineInstances(cloud, setting, stackSets),
    examineAccounts(cloud, setting, looked),
    examineDestinations(cloud, setting),
  ]);
  return {
    verdicts: [...stackSets.verdicts, ...governed.verdicts, ...parts.flat()],
    accounts: setting.accounts.map(({ id }) => id),
    regions: setting.regions,
  };
}

interface Known extends Pick<Setting, 'everyone'> {
  readonly hub: string;
  readonly scope: Scope;
  readonly stackSets: StackSets;
}

/** While the stack set cannot be read, the one region that is surely governed is the hub's. */
function settingOf(cloud: Cloud, { hub, everyone, scope, stackSets }: Known): Setting {
  const { region, hubBus } = cloud.settings;
  const covered = stackSets.facts['stocktake-member-rules']?.regions ?? [];
  const governed = covered.length > 0 ? covered.toSorted() : [region];
  if (covered.length > 0) refuseOthers(scope, governed);
  return {
    hubAccount: hub,
    hubBusArn: arnIn(cloud, 'events', { region, account: hub, resource: `event-bus/${hubBus}` }),
    everyone,
    accounts: inScope(everyone, scope),
    scope,
    governed,
    regions: scope.regions.length > 0 ? scope.regions : governed,
    workshop: { hubRegion: region, callAs: stackSets.callAs, units: unitsOf(stackSets) },
  };
}

/** @throws KnownFailure `unreadable` for a region that was asked for and is not governed. */
function refuseOthers({ regions }: Scope, governed: readonly string[]): void {
  const other = regions.find((region) => !governed.includes(region));
  if (other === undefined) return;
  const message = `${other} is no governed region; governed: ${governed.join(', ')}`;
  throw new KnownFailure('unreadable', message);
}

function unitsOf({ facts }: StackSets): Workshop['units'] {
  return Object.fromEntries(Object.entries(facts).map(([name, { units }]) => [name, units]));
}
