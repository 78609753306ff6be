import type { Fault, Place } from './gap.ts';
import type { KnownAccount } from './roles.ts';

/** The stack sets of Stocktake, by the file that each deploys. */
export type StackSetName =
  | 'stocktake-member-roles'
  | 'stocktake-member-rules'
  | 'stocktake-destination';

/** From where stack sets are mended, and for whom they are. */
export interface Workshop {
  /** The stack sets are kept in it, and the roles of every account have their one stack there. */
  readonly hubRegion: string;
  /** `SELF` in the management account. */
  readonly callAs: 'SELF' | 'DELEGATED_ADMIN';
  /** The root or the units that a stack set is for, as far as it could be seen. */
  readonly units: Readonly<Partial<Record<StackSetName, readonly string[]>>>;
}

/** One stack of a stack set. */
export interface InstanceAddress extends Required<Place> {
  readonly stackSet: StackSetName;
}

/** What makes an instance that is missing. */
export function creation(workshop: Workshop, instance: InstanceAddress): string {
  return onInstance('create', workshop, instance);
}

/** What mends an instance that is there and not as it should be. */
export function update(workshop: Workshop, instance: InstanceAddress): string {
  return `the stack set's operations say what hinders it: mend that, then ${onInstance('update', workshop, instance)}`;
}

/** Where something is missing that a stack set's stack should have made. */
export interface Lack {
  readonly stackSet: StackSetName;
  readonly account: KnownAccount;
  readonly region: string;
}

/**
 * What brings back something that is missing within a stack. CloudFormation compares templates with each other and not with
 * what is there: deploying the same again changes nothing. The management account is beyond the reach of stack sets.
 */
export function repair(workshop: Workshop, { stackSet, account, region }: Lack): string {
  const file = fileOf(stackSet);
  if (account.isManagement)
    return `this is the management account, which no stack set reaches: deploy ${file} there by hand, as docs/deploy.md says`;
  const unless =
    'unless its instance is named under stack-instance, the stack there does not notice';
  if (stackSet === 'stocktake-destination') return `${unless}: put it back by hand as ${file} says`;
  const instance = { stackSet, account: account.id, region };
  const deletion = `${onInstance('delete', workshop, instance)} --no-retain-stacks`;
  const again = creation(workshop, instance);
  return `${unless}: delete its instance and create it again, ${deletion} ; and when that has ended: ${again}`;
}

/** What brings back something of a bucket for reports, which stays whatever becomes of its stack. */
export function bucketRepair(what: string): string {
  return `unless the instance of stocktake-destination is named under stack-instance, the stack there does not notice: put ${what} right by hand as ${fileOf('stocktake-destination')} says`;
}

/** What is wrong with something that the hub's own template makes. */
export function hubFault(found: string): Fault {
  const fix =
    "the hub's stack does not notice what was changed by hand: put it back as template.yaml says, or deploy with a change of that resource";
  return { found, fix };
}

function fileOf(stackSet: StackSetName): string {
  return `infra/stacksets/${stackSet.replace('stocktake-', '')}.yaml`;
}

function onInstance(
  verb: 'create' | 'update' | 'delete',
  { hubRegion, callAs, units }: Workshop,
  { stackSet, account, region }: InstanceAddress,
): string {
  const as = callAs === 'SELF' ? '' : ` --call-as ${callAs}`;
  const ids = units[stackSet]?.join(',') ?? '…';
  const targets = `OrganizationalUnitIds=${ids},Accounts=${account},AccountFilterType=INTERSECTION`;
  return `aws cloudformation ${verb}-stack-instances --region ${hubRegion}${as} --stack-set-name ${stackSet} --deployment-targets ${targets} --regions ${region}`;
}
