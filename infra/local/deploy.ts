import type { Alarms } from './alarms.ts';
import type { Buses } from './buses.ts';
import type { Chat } from './chat.ts';
import { refuseUnpermittedFunction } from './deployment/function-permissions.ts';
import type { FunctionDeployment } from './deployment/functions-in.ts';
import { refuseUnpermittedMachine } from './deployment/machine-permissions.ts';
import type { Deployment } from './deployment.ts';
import type { Functions } from './functions.ts';
import type { Keys } from './keys.ts';
import type { LambdaHandler } from './lambda/invoke.ts';
import type { MappingSettings } from './lambda/mapping.ts';
import type { Mappings } from './mappings.ts';
import type { Parameters } from './parameters.ts';
import type { Membership } from './permissions/membership.ts';
import type { Queue } from './queues/queue.ts';
import type { Queues } from './queues.ts';
import type { S3 } from './s3.ts';
import type { Schedules } from './schedules.ts';
import type { StackSets } from './stack-sets.ts';
import type { StateMachines } from './state-machines.ts';
import type { Tables } from './tables.ts';
import type { Topics } from './topics.ts';
import type { Webhooks } from './webhooks.ts';

export interface Services {
  readonly queues: Queues;
  readonly buses: Buses;
  readonly parameters: Parameters;
  readonly tables: Tables;
  readonly keys: Keys;
  readonly topics: Topics;
  readonly webhooks: Webhooks;
  readonly chat: Pick<Chat, 'add'>;
  readonly alarms: Alarms;
  readonly stateMachines: Pick<StateMachines, 'add'>;
  readonly schedules: Schedules;
  readonly s3: Pick<S3, 'place'>;
  readonly stackSets: Pick<StackSets, 'add'>;
  readonly membership: Membership;
}

/**
 * Creates what the templates describe; resolves once the tables are there. Roles are
 * made beforehand.
 *
 * @throws AwsError `InvalidEventPatternException`; Error for a target that cannot be, for a schedule without its target, and
 *   for a function or a state machine whose role lacks what its service needs.
 */
export async function deploy(deployment: Deployment, services: Services): Promise<void> {
  const { tables, stackSets, membership } = services;
  for (const lambda of deployment.functions)
    refuseUnpermittedFunction(lambda, deployment.roles, membership);
  for (const machine of deployment.stateMachines)
    refuseUnpermittedMachine(machine, deployment.roles, membership);
  furnish(deployment, services);
  connect(deployment, services);
  for (const set of deployment.stackSets) {
    const instances = deployment.stackInstances.filter(({ stackSet }) => stackSet === set.name);
    stackSets.add(set, instances);
  }
  await Promise.all(deployment.tables.map((table) => tables.create(table, table.definition)));
}

/** What things are put into. */
function furnish(deployment: Deployment, services: Services): void {
  const { queues, parameters, keys, topics, webhooks, s3 } = services;
  for (const queue of deployment.queues) queues.create(queue);
  for (const parameter of deployment.parameters) parameters.create(parameter);
  for (const key of deployment.keys) keys.add(key);
  for (const topic of deployment.topics) topics.create(topic);
  for (const connection of deployment.connections) webhooks.addConnection(connection);
  for (const destination of deployment.apiDestinations) webhooks.addDestination(destination);
  for (const bucket of deployment.buckets) s3.place(bucket);
}

/** What carries events there. */
function connect(deployment: Deployment, services: Services): void {
  const { buses, chat, alarms, stateMachines, schedules } = services;
  for (const configuration of deployment.chatConfigurations) chat.add(configuration);
  for (const bus of deployment.buses) buses.createBus(bus, bus.name);
  for (const { busArn, policy } of deployment.busPolicies) buses.allow(busArn, policy);
  for (const rule of deployment.rules) buses.putRule(rule);
  for (const alarm of deployment.alarms) alarms.add(alarm);
  for (const machine of deployment.stateMachines) stateMachines.add(machine);
  for (const schedule of deployment.schedules) schedules.add(schedule);
}

interface MappingServices {
  readonly functions: Pick<Functions, 'add'>;
  readonly queues: Queues;
  readonly mappings: Mappings;
}

/**
 * Lets a function be called, and take from the queues that the template maps to it.
 *
 * @throws Error for a mapping that Lambda would not create (AWS facts G.2).
 */
export function startFunction(
  deployed: FunctionDeployment,
  handler: LambdaHandler,
  { functions, queues, mappings }: MappingServices,
): void {
  functions.add(deployed, handler);
  for (const { queueArn, ...settings } of deployed.mappings) {
    const queue = queues.find(queueArn);
    if (!queue) throw new Error(`${deployed.name}: there is no queue ${queueArn}`);
    refuseBadMapping(deployed, queue, settings);
    mappings.add({ queue, handler, deployed, settings });
  }
}

function refuseBadMapping(
  { name, timeoutMs }: FunctionDeployment,
  { settings: { visibilityTimeout } }: Queue,
  { batchSize, window }: MappingSettings,
): void {
  const timeout = timeoutMs / 1_000;
  if (visibilityTimeout < timeout) {
    const message = `Queue visibility timeout: ${visibilityTimeout} seconds is less than Function timeout: ${timeout} seconds`;
    throw new Error(`${name}: ${message}`);
  }
  if (batchSize > 10 && window < 1) {
    throw new Error(`${name}: a batch size above 10 needs a batching window of a second or more`);
  }
}
