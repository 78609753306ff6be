import { arnOf, partitionOf } from '../arn.ts';
import type { Call } from '../service.ts';
import type { Permission } from './authority.ts';

/** The members of inputs that name resources. */
interface Input {
  readonly RoleArn?: string;
  readonly QueueUrl?: string;
  readonly QueueName?: string;
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: object;
  readonly Name?: string;
  readonly TrailName?: string;
  readonly KeyId?: string;
  readonly Rule?: string;
  readonly EventBusName?: string;
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly stateMachineArn?: string;
  readonly executionArn?: string;
  readonly Entries?: readonly Entry[];
  readonly Findings?: readonly { readonly ProductArn?: string }[];
}

interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly EventBusName?: string;
}

const selfAsking: readonly string[] = ['s3', 'cloudformation'];

/**
 * What a call needs to be permitted. S3 asks for its permissions itself: a wrong expected owner is refused before them; so
 * does CloudFormation, which alone knows the ids of stack sets.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export function permissionsOf(call: Call, input: Input): readonly Permission[] {
  const { service, operation } = call;
  if (selfAsking.includes(service) || operation === 'GetCallerIdentity') return [];
  if (operation === 'PutEvents') return (input.Entries ?? []).map((entry) => putEvent(call, entry));
  // Batches are permitted as what they are made of.
  const action = `${service}:${service === 'sqs' ? operation.replace(/Batch$/, '') : operation}`;
  return resourcesOf(call, input).map((resource) => ({ action, resource }));
}

function putEvent(call: Call, { Source, DetailType, EventBusName = 'default' }: Entry): Permission {
  const isArn = EventBusName.startsWith('arn:');
  return {
    action: 'events:PutEvents',
    resource: isArn ? EventBusName : arnHere(call, `event-bus/${EventBusName}`),
    context: { 'events:source': Source ?? '', 'events:detail-type': DetailType ?? '' },
  };
}

/** What the inputs of a service name in a way of their own. */
const byService: Readonly<Record<string, (call: Call, input: Input) => readonly string[]>> = {
  account: (call) => [accountOf(call)],
  cloudtrail: (call, input) => [trailOf(call, input)],
  dynamodb: tablesOf,
  events: (call, input) => [busOrRule(call, input)],
  securityhub: (_call, input) => productsOf(input),
  ssm: (call, { Name }) => [arnHere(call, `parameter/${Name?.replace(/^\//, '')}`)],
  states: (_call, { executionArn, stateMachineArn = '*' }) => [executionArn ?? stateMachineArn],
};

function resourcesOf(call: Call, input: Input): readonly string[] {
  const { RoleArn, QueueUrl, QueueName, TargetArn, TopicArn = TargetArn, KeyId } = input;
  if (RoleArn !== undefined) return [RoleArn];
  if (QueueUrl !== undefined) return [queueAt(call, QueueUrl)];
  if (QueueName !== undefined) return [arnHere(call, QueueName)];
  if (TopicArn !== undefined) return [TopicArn];
  if (KeyId !== undefined) return [arnOrHere(call, 'key/', KeyId)];
  return byService[call.service]?.(call, input) ?? ['*'];
}

/** Rules of the default bus do without its name. Listings ask for everything. */
function busOrRule(call: Call, { Name, Rule = Name, EventBusName = 'default' }: Input): string {
  if (call.operation === 'DescribeEventBus')
    return arnOrHere(call, 'event-bus/', Name ?? 'default');
  if (Rule === undefined) return '*';
  const bus = EventBusName.replace(/^arn:.*:event-bus\//, '');
  return arnHere(call, bus === 'default' ? `rule/${Rule}` : `rule/${bus}/${Rule}`);
}

function trailOf(call: Call, { Name, TrailName = Name }: Input): string {
  return TrailName === undefined ? '*' : arnOrHere(call, 'trail/', TrailName);
}

/** Without a region, like the account itself. */
function accountOf({ caller, region }: Call): string {
  return `arn:${partitionOf(region)}:account::${caller.account}:account`;
}

function productsOf({ Findings = [] }: Input): readonly string[] {
  return [...new Set(Findings.map(({ ProductArn = '*' }) => ProductArn))];
}

function arnOrHere(call: Call, kind: string, nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arnHere(call, `${kind}${nameOrArn}`);
}

/** A queue's URL ends in account and name. */
function queueAt({ region }: Call, url: string): string {
  const [name = '', account = ''] = url.split('/').reverse();
  return arnOf('sqs', { account, region }, name);
}

function tablesOf(call: Call, { TableName, IndexName, RequestItems }: Input): readonly string[] {
  const names = TableName === undefined ? Object.keys(RequestItems ?? {}) : [TableName];
  if (names.length === 0) return ['*'];
  const index = IndexName === undefined ? '' : `/index/${IndexName}`;
  return names.map((name) => arnHere(call, `table/${name}${index}`));
}

function arnHere({ service, caller, region }: Call, resource: string): string {
  return arnOf(service, { account: caller.account, region }, resource);
}
