import type {
  DescribeEventBusRequest,
  DescribeEventBusResponse,
  DescribeRuleRequest,
  DescribeRuleResponse,
  ListEventBusesRequest,
  ListEventBusesResponse,
  ListRulesRequest,
  ListRulesResponse,
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
} from '@aws-sdk/client-eventbridge';
import { arnOf } from '../arn.ts';
import { AwsError, type Call, type Operations } from '../service.ts';
import type { Bus, Rule, RuleState, Target } from './bus.ts';
import type { BusDirectory } from './bus-directory.ts';

interface OnBus {
  readonly EventBusName?: string | undefined;
}

interface OfRule extends OnBus {
  readonly Name?: string | undefined;
}

/** Listing, describing and switching of buses, rules and targets. Nothing is paged: a bus here has a handful of rules. */
export function busOperations(buses: BusDirectory): Operations {
  const busAt = (input: OnBus, call: Call) => requireBus(buses, input.EventBusName, call);

  return {
    ListEventBuses: (
      { NamePrefix = '' }: ListEventBusesRequest,
      call: Call,
    ): ListEventBusesResponse => ({
      EventBuses: buses
        .in(placeOf(call))
        .filter(({ name }) => name.startsWith(NamePrefix))
        .map(describeBus),
    }),
    DescribeEventBus: ({ Name }: DescribeEventBusRequest, call: Call): DescribeEventBusResponse =>
      describeBus(requireBus(buses, Name, call)),
    ListRules: (input: ListRulesRequest, call: Call): ListRulesResponse => {
      const bus = busAt(input, call);
      const rules = [...bus.rules.values()];
      const listed = rules.filter(({ name }) => name.startsWith(input.NamePrefix ?? ''));
      return { Rules: listed.map((rule) => describeRule(bus, rule)) };
    },
    DescribeRule: (input: DescribeRuleRequest, call: Call): DescribeRuleResponse => {
      const bus = busAt(input, call);
      return { ...describeRule(bus, requireRule(bus, input)), CreatedBy: bus.account };
    },
    ListTargetsByRule: (input: ListTargetsByRuleRequest, call: Call): ListTargetsByRuleResponse => {
      const rule = requireRule(busAt(input, call), { Name: input.Rule });
      return { Targets: rule.targets.map(describeTarget) };
    },
    EnableRule: (input: OfRule, call: Call) => turn(busAt(input, call), input, 'ENABLED'),
    DisableRule: (input: OfRule, call: Call) => turn(busAt(input, call), input, 'DISABLED'),
  };
}

function requireBus(buses: BusDirectory, name = 'default', call: Call): Bus {
  const arn = name.startsWith('arn:') ? name : arnOf('events', placeOf(call), `event-bus/${name}`);
  const bus = buses.find(arn);
  if (bus?.account === call.caller.account) return bus;
  throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
}

function requireRule({ rules, name: bus }: Bus, { Name = '' }: OfRule): Rule {
  const rule = rules.get(Name);
  if (rule) return rule;
  const message = `Rule ${Name} does not exist on EventBus ${bus}.`;
  throw new AwsError('ResourceNotFoundException', message);
}

function turn(bus: Bus, input: OfRule, state: RuleState): void {
  requireRule(bus, input).state = state;
}

function describeBus({ name, arn, policies }: Bus) {
  const statements = policies.flatMap(({ Statement }) => Statement);
  if (statements.length === 0) return { Name: name, Arn: arn };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return { Name: name, Arn: arn, Policy };
}

function describeRule(bus: Bus, { name, arn, description, pattern, state }: Rule) {
  return {
    Name: name,
    Arn: arn,
    EventPattern: JSON.stringify(pattern),
    State: state,
    ...(description && { Description: description }),
    EventBusName: bus.name,
  };
}

function describeTarget(target: Target) {
  return {
    Id: target.id,
    Arn: target.arn,
    ...(target.roleArn && { RoleArn: target.roleArn }),
    ...inputOf(target),
    ...parametersOf(target),
    ...(target.deadLetterArn && { DeadLetterConfig: { Arn: target.deadLetterArn } }),
    RetryPolicy: {
      MaximumRetryAttempts: target.maximumRetryAttempts,
      MaximumEventAgeInSeconds: target.maximumEventAgeInSeconds,
    },
  };
}

function inputOf({ input }: Target) {
  if (!input) return {};
  if ('constant' in input) return { Input: input.constant };
  return { InputTransformer: { InputPathsMap: input.paths, InputTemplate: input.template } };
}

function parametersOf({ httpParameters, messageGroup }: Target) {
  if (messageGroup !== undefined) return { SqsParameters: { MessageGroupId: messageGroup } };
  if (!httpParameters) return {};
  const { headers, query, path } = httpParameters;
  const HttpParameters = {
    HeaderParameters: headers,
    QueryStringParameters: query,
    PathParameterValues: [...path],
  };
  return { HttpParameters };
}

function placeOf({ caller, region }: Call) {
  return { account: caller.account, region };
}
