import type {
  DescribeStackSetInput,
  DescribeStackSetOutput,
  ListStackInstancesInput,
  ListStackInstancesOutput,
  StackSetStatus,
} from '@aws-sdk/client-cloudformation';
import type { Place } from './arn.ts';
import type { DeployedStackSet } from './deployment/stack-sets-in.ts';
import type { Authority } from './permissions/authority.ts';
import { AwsError, type Call, type Operations } from './service.ts';
import { instanceOnTheWire, stackSetArn, stackSetOnTheWire } from './stack-sets/on-the-wire.ts';

/** CloudFormation, as far as it tells of stack sets: what it has made, it has made before. */
export interface StackSets {
  readonly operations: Operations;
  add(stackSet: DeployedStackSet, places: readonly Place[]): void;
  /** @throws Error for a stack set that does not exist, as all below. */
  alter(name: string, change: Partial<Pick<KnownStackSet, 'status' | 'isAutomatic'>>): void;
  /** Forgets an instance, as if its account had joined a moment ago. */
  lose(name: string, place: Place): void;
  fail(name: string, place: Place, reason: string): void;
}

/** A stack set with its instances as they are now. */
export interface KnownStackSet {
  readonly description: Omit<DeployedStackSet, 'isAutomatic'>;
  isAutomatic: boolean;
  status: StackSetStatus;
  instances: readonly KnownInstance[];
}

export interface KnownInstance extends Place {
  /** Why it is not what it should be; undefined when it is. */
  readonly trouble?: string;
}

export interface StackSetWorld {
  readonly managementAccount: string;
  /** Where the hub's stack is, and with it the stack sets. */
  readonly hub: Place;
  readonly authority: Authority;
  unitOf(account: string): string | undefined;
}

export function createStackSets(world: StackSetWorld): StackSets {
  const sets = new Map<string, KnownStackSet>();

  function get(name: string): KnownStackSet {
    const set = sets.get(name);
    if (!set) throw new Error(`there is no stack set ${name}`);
    return set;
  }

  return {
    operations: stackSetOperations(world, sets),
    add(description, instances) {
      const { isAutomatic } = description;
      sets.set(description.name, { description, isAutomatic, status: 'ACTIVE', instances });
    },
    alter: (name, change) => void Object.assign(get(name), change),
    lose(name, place) {
      const set = get(name);
      set.instances = set.instances.filter((one) => !isAt(one, place));
    },
    fail(name, place, trouble) {
      const set = get(name);
      set.instances = set.instances.map((one) => (isAt(one, place) ? { ...one, trouble } : one));
    },
  };
}

function isAt(one: Place, { account, region }: Place): boolean {
  return one.account === account && one.region === region;
}

const PAGE_AT_MOST = 100;

function stackSetOperations(
  world: StackSetWorld,
  sets: ReadonlyMap<string, KnownStackSet>,
): Operations {
  return {
    DescribeStackSet: (input: DescribeStackSetInput, call: Call): DescribeStackSetOutput => ({
      StackSet: stackSetOnTheWire(requireStackSet(world, { sets, input }, call), world, call),
    }),
    ListStackInstances: (input: ListStackInstancesInput, call: Call): ListStackInstancesOutput => {
      const set = requireStackSet(world, { sets, input }, call);
      const { NextToken = '0', MaxResults = PAGE_AT_MOST } = input;
      const end = Number(NextToken) + MaxResults;
      const Summaries = set.instances
        .slice(Number(NextToken), end)
        .map((instance) => instanceOnTheWire(set, instance, world.unitOf(instance.account)));
      return end < set.instances.length ? { Summaries, NextToken: String(end) } : { Summaries };
    },
  };
}

interface Asked {
  readonly sets: ReadonlyMap<string, KnownStackSet>;
  readonly input: Pick<DescribeStackSetInput, 'StackSetName' | 'CallAs'>;
}

function requireStackSet(world: StackSetWorld, { sets, input }: Asked, call: Call): KnownStackSet {
  refuseOutsiders(world, input, call);
  const { StackSetName: name = '' } = input;
  const set = call.region === world.hub.region ? sets.get(name) : undefined;
  const action = `cloudformation:${call.operation}`;
  world.authority.require(call, {
    action,
    resource: stackSetArn(world, call, set?.description.id ?? `${name}:*`),
  });
  if (set) return set;
  throw new AwsError('StackSetNotFoundException', `StackSet ${name} not found`, { status: 404 });
}

/** Service-managed stack sets belong to the management account, and are lent to its delegates. Source: SAM facts A.2, A.3. */
function refuseOutsiders(
  { managementAccount, hub, authority }: StackSetWorld,
  { CallAs = 'SELF' }: Asked['input'],
  call: Call,
): void {
  const { caller } = call;
  const isManagement = caller.account === managementAccount;
  const isDelegate = caller.account === hub.account && !isManagement;
  const isAllowed = CallAs === 'SELF' ? isManagement : isDelegate;
  if (!isAllowed) {
    const message =
      'You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set';
    throw new AwsError('ValidationError', message);
  }
  if (isDelegate) refuseUnknowing(authority, call);
}

/** CloudFormation finds out who is a delegate with the caller's own rights, and takes a refusal for a no. */
function refuseUnknowing(authority: Authority, call: Call): void {
  try {
    const action = 'organizations:ListDelegatedAdministrators';
    authority.require(call, { action, resource: '*' });
  } catch {
    throw new AwsError('ValidationError', 'Account used is not a delegated administrator');
  }
}
