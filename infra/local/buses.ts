import { arnOf, type Place } from './arn.ts';
import { whyNotPut } from './buses/admission.ts';
import type { Bus, RuleState, Target } from './buses/bus.ts';
import { createBusDirectory } from './buses/bus-directory.ts';
import { busOperations } from './buses/bus-operations.ts';
import { putEvents } from './buses/put-events.ts';
import { createRouting, type Disturb, type Routing } from './buses/routing.ts';
import { refuseBadTarget } from './buses/target-kinds.ts';
import { compileInput, type Transform } from './buses/transform.ts';
import { copiesIn, fairWeather, type Weather } from './buses/weather.ts';
import type { DeployedRole } from './deployment/roles-in.ts';
import type { Roles } from './identity/roles.ts';
import type { OpsItems } from './ops-items.ts';
import { compilePattern } from './pattern.ts';
import type { Membership } from './permissions/membership.ts';
import type { Policy } from './policy.ts';
import type { Queues } from './queues.ts';
import type { BusEvent, Ground, Operations } from './service.ts';
import type { Topics } from './topics.ts';
import type { Webhooks } from './webhooks.ts';

/** EventBridge of all accounts and regions. */
export interface Buses {
  readonly operations: Operations;
  /** Brings an event of an AWS service to the default bus of an account and region. */
  publish(account: string, region: string, event: BusEvent): void;
  /** Puts an event on a bus in the name of a role. Says why not, if so; throws Error for a bus that does not exist. */
  put(busArn: string, event: BusEvent, role: DeployedRole): string | undefined;
  has(busArn: string): boolean;
  createBus(place: Place, name: string): void;
  /** Adds to the policy of a bus. */
  allow(busArn: string, policy: Policy): void;
  /** @throws AwsError `InvalidEventPatternException`; Error for a target that cannot be. */
  putRule(rule: NewRule): void;
  lost: Routing['lost'];
  /** The latest events that came over a bus, oldest first. */
  seen(busArn: string): readonly BusEvent[];
}

export interface NewRule {
  readonly busArn: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly state: RuleState;
  /** As parsed from JSON. */
  readonly pattern: object;
  readonly targets: readonly Target[];
}

export interface BusWorld {
  readonly queues: Queues;
  readonly topics: Topics;
  readonly webhooks: Pick<Webhooks, 'has' | 'send'>;
  readonly opsItems: Pick<OpsItems, 'create'>;
  /** Those that rules may name for their targets. */
  readonly roles: Pick<Roles, 'find'>;
  readonly membership: Membership;
  /** What befalls events between CloudTrail and the default bus; fair if left out. */
  readonly weather?: Weather | undefined;
  readonly disturb?: Disturb | undefined;
}

export function createBuses(ground: Ground, world: BusWorld): Buses {
  const buses = createBusDirectory();
  const { membership, weather = fairWeather } = world;
  const { arrive, lost } = createRouting(ground, { ...world, bus: buses.find });

  async function arriveLate(event: BusEvent, bus: Bus, delay: number): Promise<void> {
    await ground.clock.sleep(delay);
    arrive(event, bus);
  }

  function publish(account: string, region: string, event: BusEvent): void {
    const bus = buses.defaultOf({ account, region });
    const copies = copiesIn(weather, ground.random);
    if (copies.length === 0) weather.lost?.(event);
    for (const delay of copies) {
      if (delay === 0) arrive(event, bus);
      else void arriveLate(event, bus, delay);
    }
  }

  return {
    operations: {
      ...busOperations(buses),
      PutEvents: putEvents({ ground, buses, membership, arrive }),
    },
    publish,
    put(busArn, event, role) {
      const bus = buses.get(busArn);
      const trouble = whyNotPut({ event, bus }, role, membership);
      if (!trouble) arrive(event, bus);
      return trouble;
    },
    has: (busArn) => buses.find(busArn) !== undefined,
    createBus: (place, name) => void buses.create(place, name),
    allow: (busArn, policy) => void buses.get(busArn).policies.push(policy),
    putRule: (rule) => addRule(buses.get(rule.busArn), rule),
    lost,
    seen: (busArn) => buses.get(busArn).seen,
  };
}

function addRule(bus: Bus, { name, description, state, pattern, targets }: NewRule): void {
  const path = bus.name === 'default' ? name : `${bus.name}/${name}`;
  const arn = arnOf('events', bus, `rule/${path}`);
  for (const target of targets) refuseBadTarget(bus, target);
  const matches = compilePattern(pattern);
  const armed = targets.map((target) => ({ ...target, transform: transformOf(target) }));
  bus.rules.set(name, { name, arn, description, state, pattern, matches, targets: armed });
}

function transformOf({ input }: Target): Transform {
  return input ? compileInput(input) : (event) => JSON.stringify(event);
}
