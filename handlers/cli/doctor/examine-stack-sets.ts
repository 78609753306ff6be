import {
  type StackSetRef,
  seeStackInstances,
  seeStackSet,
} from '../../../infra/aws/doctor/see-stack-sets.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import type { Place, Verdict } from '../../../rules/doctor/gap.ts';
import { notSeen } from '../../../rules/doctor/looked.ts';
import type { StackSetName } from '../../../rules/doctor/repair.ts';
import {
  judgeInstances,
  judgeStackSet,
  type StackInstance,
  type StackSetFacts,
} from '../../../rules/doctor/stack-sets.ts';
import { keepersOf } from './keepers-of.ts';
import { isAsked, type Setting } from './setting.ts';

const names = [
  'stocktake-member-roles',
  'stocktake-member-rules',
  'stocktake-destination',
] as const satisfies readonly StackSetName[];

/** The stack sets, as far as they could be seen. */
export interface StackSets {
  readonly verdicts: readonly Verdict[];
  readonly facts: Readonly<Partial<Record<StackSetName, StackSetFacts>>>;
  readonly callAs: StackSetRef['CallAs'];
}

/** The stack sets themselves. @param management undefined where the accounts cannot be listed. */
export async function examineStackSets(
  cloud: Cloud,
  { hub, management }: { readonly hub: string; readonly management: string | undefined },
): Promise<StackSets> {
  const callAs = hub === management ? 'SELF' : 'DELEGATED_ADMIN';
  const expected = await expectedSets(cloud, management);
  const seen = await Promise.all(
    expected.map(async (name) => ({
      name,
      looked: await seeStackSet(cloud, { StackSetName: name, CallAs: callAs }),
    })),
  );
  const facts = seen.flatMap(({ name, looked }) => (looked.seen ? [[name, looked.seen]] : []));
  return {
    verdicts: seen.map(({ name, looked }) => judgeStackSet(name, looked)),
    facts: Object.fromEntries(facts),
    callAs,
  };
}

/** The management account has its buckets for reports by hand, if it is the one that keeps them. */
async function expectedSets(cloud: Cloud, management: string | undefined) {
  const keepers = await keepersOf(cloud);
  const isByHand = keepers.every((id) => id === management);
  return names.filter((name) => !(isByHand && name === 'stocktake-destination'));
}

/** Whether every account has what the stack sets should have brought. The management account is beyond their reach. */
export async function examineInstances(
  cloud: Cloud,
  setting: Setting,
  { facts, callAs }: StackSets,
): Promise<Verdict[]> {
  const parts = names.map(async (name) => {
    const set = facts[name];
    if (!set) return [];
    const looked = await seeStackInstances(cloud, { StackSetName: name, CallAs: callAs });
    const what = `the instances of the stack set ${name}`;
    if (looked.refused) return [notSeen({ check: 'stack-instance', what }, looked.refused)];
    const accounts = await accountsFor(cloud, name, { setting, instances: looked.seen });
    const regions = name === 'stocktake-member-roles' ? set.regions : setting.regions;
    const instances = looked.seen.filter((one) => isAsked(setting.scope, asAsked(name, one)));
    return judgeInstances({ name, accounts, regions, instances, workshop: setting.workshop });
  });
  return (await Promise.all(parts)).flat();
}

interface Reach {
  readonly setting: Setting;
  readonly instances: readonly StackInstance[];
}

/** Of the accounts that keep reports, one may have its buckets by other means: it then has no instance at all. */
async function accountsFor(cloud: Cloud, name: StackSetName, { setting, instances }: Reach) {
  if (name !== 'stocktake-destination')
    return setting.accounts.filter(({ isManagement }) => !isManagement).map(({ id }) => id);
  const keepers = await keepersOf(cloud);
  const reached = keepers.filter((id) => instances.some(({ account }) => account === id));
  return reached.length > 0 ? reached : keepers;
}

/** Roles are global and come with one region, reports are kept in one account: whatever was asked for. */
function asAsked(name: StackSetName, { account, region }: StackInstance): Place {
  if (name === 'stocktake-member-roles') return { account };
  return name === 'stocktake-destination' ? { region } : { account, region };
}
