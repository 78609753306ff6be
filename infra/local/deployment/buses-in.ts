import * as z from 'zod';
import { arnOf, type Place } from '../arn.ts';
import type { Target } from '../buses/bus.ts';
import { isEventPath } from '../buses/event-path.ts';
import { compileInput, type TargetInput } from '../buses/transform.ts';
import type { NewRule } from '../buses.ts';
import type { Policy } from '../policy.ts';
import { groupTrouble } from '../queues/message-group.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { policyOf } from './policy-of.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

export interface DeployedBus extends Place {
  readonly name: string;
  readonly arn: string;
}

export interface BusPolicy {
  readonly busArn: string;
  readonly policy: Policy;
}

const BusProperties = z.strictObject({ Name: z.string(), Description: z.string().optional() });

const BusPolicyProperties = z.strictObject({
  EventBusName: z.string().default('default'),
  StatementId: z.string(),
  Statement: z.record(z.string(), z.unknown()),
});

const StaticText = z
  .string()
  .max(512)
  .regex(/^(?!\$)/, 'values from the event are not known here');

const StaticTexts = z.record(z.string(), StaticText).default({});

/** What the requests to an API destination have besides what its connection says. */
const HttpParameters = z
  .strictObject({
    HeaderParameters: StaticTexts,
    QueryStringParameters: StaticTexts,
    PathParameterValues: z.array(StaticText).default([]),
  })
  .transform(({ HeaderParameters, QueryStringParameters, PathParameterValues }) => ({
    headers: HeaderParameters,
    query: QueryStringParameters,
    path: PathParameterValues,
  }));

/** A group, or a path to one: on a standard queue it makes a fair queue. */
const SqsParameters = z.strictObject({
  MessageGroupId: z.string().refine(isGroup, 'expected a group or a path such as $.account'),
});

function isGroup(text: string): boolean {
  return text.startsWith('$') ? isEventPath(text) : groupTrouble(text) === undefined;
}

/** Source: AWS facts D.3 for the defaults of a retry policy. */
const TargetProperties = z
  .strictObject({
    Id: z.string(),
    Arn: z.string(),
    RoleArn: z.string().optional(),
    DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
    Input: z
      .string()
      .transform((constant, context) => readInput({ constant }, context))
      .optional(),
    InputTransformer: z
      .strictObject({
        InputPathsMap: z.record(z.string(), z.string()).default({}),
        InputTemplate: z.string(),
      })
      .transform(({ InputPathsMap: paths, InputTemplate: template }, context) =>
        readInput({ paths, template }, context),
      )
      .optional(),
    HttpParameters: HttpParameters.optional(),
    SqsParameters: SqsParameters.optional(),
    RetryPolicy: z
      .strictObject({
        MaximumRetryAttempts: z.number().min(0).max(185).default(185),
        MaximumEventAgeInSeconds: z.number().min(60).max(86_400).default(86_400),
      })
      .prefault({}),
  })
  .refine(
    ({ Input, InputTransformer }) => !(Input && InputTransformer),
    'only one of Input and InputTransformer',
  );

const RuleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.string().default('default'),
  State: z
    .enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'])
    .default('ENABLED'),
  EventPattern: z.record(z.string(), z.unknown()),
  Targets: z.array(TargetProperties).max(5).default([]),
});

/** The custom buses of a stack. */
export function busesIn(resources: readonly Resource[]): DeployedBus[] {
  return ofType(resources, 'AWS::Events::EventBus').map((resource) => {
    readProperties(resource, BusProperties);
    const { account, region, name } = resource;
    return { account, region, name, arn: arnOfResource(resource) };
  });
}

/** The statements that a stack adds to the policies of buses. */
export function busPoliciesIn(resources: readonly Resource[]): BusPolicy[] {
  return ofType(resources, 'AWS::Events::EventBusPolicy').map((resource) => {
    const { EventBusName, Statement } = readProperties(resource, BusPolicyProperties);
    const document = { Version: '2012-10-17', Statement: [Statement] };
    return { busArn: busArn(resource, EventBusName), policy: policyOf(resource, document) };
  });
}

/** The rules of a stack. */
export function rulesIn(resources: readonly Resource[]): NewRule[] {
  return ofType(resources, 'AWS::Events::Rule').map((resource) => {
    const properties = readProperties(resource, RuleProperties);
    return {
      busArn: busArn(resource, properties.EventBusName),
      name: resource.name,
      description: properties.Description,
      state: properties.State,
      pattern: properties.EventPattern,
      targets: properties.Targets.map(readTarget),
    };
  });
}

function readTarget(properties: z.output<typeof TargetProperties>): Target {
  return {
    id: properties.Id,
    arn: properties.Arn,
    roleArn: properties.RoleArn,
    deadLetterArn: properties.DeadLetterConfig?.Arn,
    input: properties.Input ?? properties.InputTransformer,
    httpParameters: properties.HttpParameters,
    messageGroup: properties.SqsParameters?.MessageGroupId,
    maximumRetryAttempts: properties.RetryPolicy.MaximumRetryAttempts,
    maximumEventAgeInSeconds: properties.RetryPolicy.MaximumEventAgeInSeconds,
  };
}

function readInput(input: TargetInput, context: z.RefinementCtx): TargetInput {
  try {
    compileInput(input);
  } catch (error) {
    context.addIssue((error as Error).message);
  }
  return input;
}

function busArn(place: Place, nameOrArn: string): string {
  return nameOrArn.startsWith('arn:')
    ? nameOrArn
    : arnOf('events', place, `event-bus/${nameOrArn}`);
}
