import type { Random } from '../../clock.ts';
import { type Alarms, createAlarms } from '../alarms.ts';
import type { Disturb } from '../buses/routing.ts';
import type { Weather } from '../buses/weather.ts';
import { type Buses, createBuses } from '../buses.ts';
import { type Calls, createCalls } from '../calls.ts';
import { type Chat, createChat } from '../chat.ts';
import type { LocalClock } from '../clock.ts';
import { createCallPublisher } from '../cloudtrail.ts';
import { createFaults, type Faults } from '../faults.ts';
import { createFindings, type Findings } from '../findings.ts';
import { createFunctions, type Functions } from '../functions.ts';
import { endpointsFor } from '../gateway/endpoints.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { identify } from '../identity/identify.ts';
import { createSessions, type Sessions } from '../identity/sessions.ts';
import { createKeys, type Keys } from '../keys.ts';
import { createOpsItems, type OpsItems } from '../ops-items.ts';
import { createDirectory, type Directory, parentOf } from '../organizations/directory.ts';
import { organizationsOperations } from '../organizations.ts';
import { createParameters, type Parameters } from '../parameters.ts';
import { type Authority, createAuthority } from '../permissions/authority.ts';
import { createMembership, type Membership } from '../permissions/membership.ts';
import { createQueues, type Queues } from '../queues.ts';
import { createRegions, type Regions } from '../regions.ts';
import type { Consistency } from '../s3/s3-world.ts';
import { createS3, type S3 } from '../s3.ts';
import { createSchedules, type Schedules } from '../schedules.ts';
import type { Seed } from '../seed.ts';
import type { Ground, GroundClock } from '../service.ts';
import { createStackSets, type StackSets } from '../stack-sets.ts';
import { createStateMachines, type StateMachines } from '../state-machines.ts';
import { stsOperations } from '../sts.ts';
import { createTables, type Tables } from '../tables.ts';
import { createTopics, type Topics } from '../topics.ts';
import { createTrails, type Trails } from '../trails.ts';
import { createWebhooks, type Webhooks } from '../webhooks.ts';
import { guardsOf } from './guards.ts';
import type { RoleBook } from './role-book.ts';

/** The services of an organization, wired to each other, with nothing in them yet. */
export interface Machines {
  readonly directory: Directory;
  readonly membership: Membership;
  readonly sessions: Sessions;
  readonly s3: S3;
  readonly queues: Queues;
  readonly buses: Buses;
  readonly parameters: Parameters;
  readonly keys: Keys;
  readonly topics: Topics;
  readonly webhooks: Webhooks;
  readonly opsItems: OpsItems;
  readonly chat: Chat;
  readonly alarms: Alarms;
  readonly functions: Functions;
  readonly stateMachines: StateMachines;
  readonly schedules: Schedules;
  readonly tables: Tables;
  readonly findings: Findings;
  readonly regions: Regions;
  readonly trails: Trails;
  readonly stackSets: StackSets;
  readonly faults: Faults;
  readonly calls: Calls;
  readonly gateway: Gateway;
}

/** What makes one organization different from another. */
export interface MachineOptions {
  readonly seed: Seed;
  /** The machine's, or one that stands still until it is told to move. */
  readonly clock: GroundClock | LocalClock;
  readonly random: Random;
  /** How late S3 shows changes; left out, never. */
  readonly consistency?: Consistency | undefined;
  /** What befalls events between CloudTrail and the default bus. */
  readonly weather?: Weather | undefined;
  /** What befalls the targets of rules. */
  readonly disturb?: Disturb | undefined;
  readonly organizations?: {
    /** Whether accounts still have the retired member `Status`; they do if left out. */
    readonly withStatus?: boolean;
    /** Whether accounts tell where they are, which they did not always; they do if left out. */
    readonly withPaths?: boolean;
    /** Whether every listing begins with an empty page. */
    readonly emptyPages?: boolean;
  };
}

/** The services of the seed's accounts; what the templates put into them comes later. */
export function createMachines(options: MachineOptions, roles: RoleBook): Machines {
  const ground: Ground = { clock: options.clock, random: options.random };
  const directory = createDirectory(options.seed);
  const membership = createMembership(directory, options.seed.serviceControlPolicies);
  const queues = createQueues(ground);
  const keys = createKeys();
  const topics = createTopics(ground, { keys, membership });
  const guardAt = guardsOf({ queues, topics, keys });
  const authority = createAuthority({ roles, membership, guardAt });
  const { weather, disturb, consistency } = options;
  const told = { webhooks: createWebhooks(ground), opsItems: createOpsItems(ground) };
  const reach = { queues, topics, ...told };
  const buses = createBuses(ground, { ...reach, roles, membership, weather, disturb });
  const functions = createFunctions(ground);
  const stateMachines = createStateMachines(ground, { functions, roles, membership });
  const parts = {
    ground,
    roles,
    directory,
    membership,
    authority,
    sessions: createSessions(ground),
    s3: createS3(ground, { authority, membership, consistency, keys, publish: buses.publish }),
    ...reach,
    chat: createChat({ topics, roles, membership }),
    buses,
    functions,
    stateMachines,
    schedules: createSchedules(ground, { buses, stateMachines, roles, membership }),
    parameters: createParameters(ground),
    keys,
    alarms: createAlarms(ground, { topics, publish: buses.publish }),
    tables: createTables('track' in options.clock ? options.clock.track : undefined),
    findings: createFindings(),
    ...watched(options.seed, directory, authority),
    faults: createFaults(),
    calls: createCalls(),
  };
  return { ...parts, gateway: gatewayOver(parts, options) };
}

/** What whoever looks after an organization looks at. */
function watched(seed: Seed, directory: Directory, authority: Authority) {
  const { managementAccount } = directory;
  const { hub } = seed;
  const unitOf = (account: string) => parentOf(directory, account);
  return {
    regions: createRegions(seed.regions),
    trails: createTrails({ account: managementAccount, region: hub.region }),
    stackSets: createStackSets({ managementAccount, hub, authority, unitOf }),
  };
}

type Parts = Omit<Machines, 'gateway'> & {
  readonly ground: Ground;
  readonly roles: RoleBook;
  readonly authority: Authority;
};

function gatewayOver(parts: Parts, { seed, organizations = {} }: MachineOptions): Gateway {
  const { directory, s3, queues, buses, parameters, topics, tables, trails, stateMachines } = parts;
  const { withStatus = true, withPaths = true, emptyPages = false } = organizations;
  const answers = new Set([directory.managementAccount, seed.hub.account]);
  const endpoints = endpointsFor({
    s3: s3.operations,
    sts: stsOperations(parts),
    organizations: organizationsOperations(directory, {
      answers,
      withStatus,
      withPaths,
      emptyPages,
    }),
    events: buses.operations,
    sqs: queues.operations,
    ssm: parameters.operations,
    sns: topics.operations,
    states: stateMachines.operations,
    account: parts.regions.operations,
    securityhub: parts.findings.operations,
    cloudformation: parts.stackSets.operations,
    cloudtrail: trails.operations,
    kms: parts.keys.operations,
    dynamodb: (request, { caller, region }) => tables.handle(request, caller.account, region),
  });
  const finished = createCallPublisher({
    ...parts,
    ownerOf: (bucket) => s3.find(bucket)?.account,
    records: trails.records,
    publish: buses.publish,
  });
  return createGateway({
    ...parts,
    endpoints,
    identify: (credential) => identify(parts, credential),
    finished,
  });
}
