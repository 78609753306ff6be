import type { AlarmSettings } from './alarms.ts';
import { arnOf, type Place } from './arn.ts';
import type { NewRule } from './buses.ts';
import type { ChatConfiguration } from './chat.ts';
import { alarmsIn } from './deployment/alarms-in.ts';
import { bucketsIn, type DeployedBucket } from './deployment/buckets-in.ts';
import {
  type BusPolicy,
  busesIn,
  busPoliciesIn,
  type DeployedBus,
  rulesIn,
} from './deployment/buses-in.ts';
import { chatConfigurationsIn } from './deployment/chat-in.ts';
import { type FunctionDeployment, functionsIn } from './deployment/functions-in.ts';
import { keysIn } from './deployment/keys-in.ts';
import { queuesIn } from './deployment/queues-in.ts';
import { type DeployedRole, rolesIn } from './deployment/roles-in.ts';
import { schedulesIn } from './deployment/schedules-in.ts';
import {
  type StackInstance,
  stackInstances,
  stackOf,
  type Territory,
} from './deployment/stack-instances.ts';
import { type DeployedStackSet, stackSetsIn } from './deployment/stack-sets-in.ts';
import { type StateMachineDeployment, stateMachinesIn } from './deployment/state-machines-in.ts';
import { type DeployedTable, parametersIn, tablesIn } from './deployment/stores-in.ts';
import { topicsIn } from './deployment/topics-in.ts';
import { apiDestinationsIn, connectionsIn } from './deployment/webhooks-in.ts';
import type { Templates } from './house-templates.ts';
import type { KeySettings } from './keys.ts';
import type { NewParameter } from './parameters.ts';
import type { QueueSettings } from './queues/queue.ts';
import type { ScheduleSettings } from './schedules.ts';
import { type Resource, resourcesOf } from './template/stack.ts';
import type { TopicSettings } from './topics.ts';
import type { ApiDestination, Connection } from './webhooks/api-destination.ts';

/** Everything that the templates put into an organization. */
export interface Deployment {
  readonly roles: readonly DeployedRole[];
  readonly queues: readonly QueueSettings[];
  readonly buses: readonly DeployedBus[];
  readonly busPolicies: readonly BusPolicy[];
  readonly rules: readonly NewRule[];
  readonly functions: readonly FunctionDeployment[];
  readonly parameters: readonly NewParameter[];
  readonly tables: readonly DeployedTable[];
  readonly keys: readonly KeySettings[];
  readonly topics: readonly TopicSettings[];
  readonly alarms: readonly AlarmSettings[];
  readonly chatConfigurations: readonly ChatConfiguration[];
  readonly connections: readonly Connection[];
  readonly apiDestinations: readonly ApiDestination[];
  readonly stateMachines: readonly StateMachineDeployment[];
  readonly schedules: readonly ScheduleSettings[];
  readonly buckets: readonly DeployedBucket[];
  readonly stackSets: readonly DeployedStackSet[];
  readonly stackInstances: readonly StackInstance[];
}

/** The organization that is deployed to. */
export interface Site extends Territory {
  readonly hub: Place;
  /** Of the hub's template, as whoever deploys it says. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * What the hub's template comes to, with its stack sets in every account and region that they reach, as data: nothing is
 * created. The management account, which no stack set reaches, has the members' stacks by hand, as the guide says.
 *
 * @throws TemplateError for whatever the local organization does not stand for.
 */
export function readDeployment(templates: Templates, site: Site): Deployment {
  const { hub, endpoint, parameters } = site;
  const settings = { ...hub, stackName: 'stocktake', endpoint, parameters };
  const hubStack = resourcesOf(templates.hub, settings);
  const stackSets = stackSetsIn(hubStack);
  const instances = stackSets.flatMap((set) => stackInstances(set, templates, site));
  const byHand = [
    ...stackSets.flatMap((set) => managementStacks(set, templates, site)),
    ...managementDestinations(templates, site),
  ];
  return {
    ...merge([hubStack, ...instances.map(({ resources }) => resources), ...byHand]),
    stackSets,
    stackInstances: instances,
  };
}

function managementStacks(
  stackSet: DeployedStackSet,
  templates: Templates,
  { managementAccount: account, endpoint }: Site,
): (readonly Resource[])[] {
  if (!stackSet.isAutomatic) return [];
  const regions = stackSet.groups.flatMap((group) => group.regions);
  return regions.map((region) => stackOf(stackSet, templates, { account, region, endpoint }));
}

/** The buckets for reports, where the management account keeps them. */
function managementDestinations(
  { stackSets }: Templates,
  { hub, managementAccount: account, endpoint, parameters: given }: Site,
): (readonly Resource[])[] {
  const template = stackSets['infra/stacksets/destination.yaml'];
  const { OrganizationId = '', DestinationBucketName = '', Regions = '' } = given;
  if (!template || given.DestinationAccountId !== account) return [];
  const HubBusArn = arnOf('events', hub, 'event-bus/stocktake');
  const parameters = { OrganizationId, DestinationBucketName, HubBusArn };
  const stack = { stackName: 'stocktake-destination', account, endpoint, parameters };
  return Regions.split(',').map((region) => resourcesOf(template, { ...stack, region }));
}

function merge(stacks: readonly (readonly Resource[])[]) {
  return {
    roles: stacks.flatMap(rolesIn),
    queues: stacks.flatMap(queuesIn),
    buses: stacks.flatMap(busesIn),
    busPolicies: stacks.flatMap(busPoliciesIn),
    rules: stacks.flatMap(rulesIn),
    functions: stacks.flatMap(functionsIn),
    parameters: stacks.flatMap(parametersIn),
    tables: stacks.flatMap(tablesIn),
    keys: stacks.flatMap(keysIn),
    topics: stacks.flatMap(topicsIn),
    alarms: stacks.flatMap(alarmsIn),
    chatConfigurations: stacks.flatMap(chatConfigurationsIn),
    connections: stacks.flatMap(connectionsIn),
    apiDestinations: stacks.flatMap(apiDestinationsIn),
    stateMachines: stacks.flatMap(stateMachinesIn),
    schedules: stacks.flatMap(schedulesIn),
    buckets: stacks.flatMap(bucketsIn),
  };
}
