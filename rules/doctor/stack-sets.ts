import { type Verdict, verdictOf } from './gap.ts';
import { judgeSeen, type Looked } from './looked.ts';
import { creation, hubFault, type StackSetName, update, type Workshop } from './repair.ts';

export interface StackSetFacts {
  readonly status: string;
  readonly isAutomatic: boolean;
  /** Ids of units, or of the root. */
  readonly units: readonly string[];
  /** Those in which it has an instance. */
  readonly regions: readonly string[];
}

export interface StackInstance {
  readonly account: string;
  readonly region: string;
  /** `CURRENT` for one that is as it should be. */
  readonly status: string;
  /** `SUCCEEDED`, `FAILED`, … */
  readonly detail: string;
  readonly reason: string | undefined;
}

/** An account of the organization with the ids of the units above it. */
export interface PlacedAccount {
  readonly id: string;
  readonly unitIds: readonly string[];
}

/** Whether a stack set is there and does its work by itself. That of the destination goes to one account only. */
export function judgeStackSet(
  name: StackSetName,
  looked: Looked<StackSetFacts | undefined>,
): Verdict {
  return judgeSeen({ check: 'stack-set', what: `the stack set ${name}` }, looked, (set) => {
    if (!set) return [hubFault(`there is no stack set ${name}`)];
    const isForAll = name !== 'stocktake-destination';
    return [
      ...(set.status === 'ACTIVE' ? [] : [hubFault(`the stack set ${name} is ${set.status}`)]),
      ...(set.regions.length > 0
        ? []
        : [hubFault(`the stack set ${name} has no instance anywhere`)]),
      ...(isForAll && !set.isAutomatic
        ? [
            hubFault(
              `the stack set ${name} does not reach accounts that join: automatic deployment is off`,
            ),
          ]
        : []),
    ];
  });
}

/** Whether a stack set is for the root, and so for every account. */
export function isForEverybody({ units }: StackSetFacts): boolean {
  return units.some((unit) => unit.startsWith('r-'));
}

/** The accounts in the units of a stack set that is not for everybody. */
export function accountsIn(
  { units }: StackSetFacts,
  accounts: readonly PlacedAccount[],
): readonly string[] {
  return accounts
    .filter(({ unitIds }) => unitIds.some((unit) => units.includes(unit)))
    .map(({ id }) => id);
}

export interface Coverage {
  readonly name: StackSetName;
  /** Accounts that should have an instance in every region. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly instances: readonly StackInstance[];
  readonly workshop: Workshop;
}

/** Whether every account has its instance in every region, and all of those are as they should be: a verdict on each. */
export function judgeInstances(coverage: Coverage): Verdict[] {
  const { accounts, regions, instances } = coverage;
  const byPlace = new Map(instances.map((one) => [keyOf(one), one]));
  const wanted = accounts.flatMap((account) => regions.map((region) => ({ account, region })));
  const isWanted = new Set(wanted.map(keyOf));
  const others = instances.filter((one) => !isWanted.has(keyOf(one)) && isInTrouble(one));
  return [
    ...wanted.map((place) => judgeInstance(coverage, place, byPlace.get(keyOf(place)))),
    ...others.map((one) => judgeInstance(coverage, one, one)),
  ];
}

function judgeInstance(
  { name, workshop }: Coverage,
  { account, region }: Pick<StackInstance, 'account' | 'region'>,
  instance: StackInstance | undefined,
): Verdict {
  const subject = { check: 'stack-instance', what: 'a stack', account, region } as const;
  const address = { stackSet: name, account, region };
  if (!instance) {
    const fix = creation(workshop, address);
    return verdictOf(subject, [{ found: `the stack set ${name} has no instance`, fix }]);
  }
  if (!isInTrouble(instance)) return verdictOf(subject, []);
  const { status, detail, reason } = instance;
  const why = reason ? `: ${reason}` : '';
  const found = `the instance of the stack set ${name} is ${status} (${detail})${why}`;
  return verdictOf(subject, [{ found, fix: update(workshop, address) }]);
}

/** Nobody needs a stack in a suspended account. */
function isInTrouble({ status, detail }: StackInstance): boolean {
  return status !== 'CURRENT' && detail !== 'SKIPPED_SUSPENDED_ACCOUNT';
}

function keyOf({ account, region }: Pick<StackInstance, 'account' | 'region'>): string {
  return `${account} ${region}`;
}
