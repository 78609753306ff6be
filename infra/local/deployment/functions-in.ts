import { basename } from 'node:path';
import * as z from 'zod';
import type { Place } from '../arn.ts';
import type { DeployedFunction } from '../lambda/lambda-context.ts';
import type { MappingSettings } from '../lambda/mapping.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

/** A function as the template describes it, and the queues that feed it. */
export interface FunctionDeployment extends DeployedFunction, Place {
  /** Named after the folder of its code, as the file in handlers/ is: `bucket-changed`. */
  readonly entry: string;
  /** Module and export: `index.handler`. */
  readonly entryPoint: string;
  readonly roleArn: string;
  readonly isTraced: boolean;
  /** What CodeDeploy shifts versions with; undefined for a role that SAM makes. */
  readonly deploymentRoleArn: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly mappings: readonly (MappingSettings & { readonly queueArn: string })[];
}

/** Lambda starts with a few batches at a time where the template sets no limit; more would only hide a missing one. */
const UNLIMITED_CONCURRENCY = 10;

const QueueEvent = z.strictObject({
  Type: z.literal('SQS'),
  Properties: z.strictObject({
    Queue: z.string(),
    BatchSize: z.number().min(1).max(10_000).default(10),
    MaximumBatchingWindowInSeconds: z.number().min(0).max(300).default(0),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    ScalingConfig: z.strictObject({ MaximumConcurrency: z.number().min(2).max(1_000) }).optional(),
  }),
});

const FunctionProperties = z.strictObject({
  FunctionName: z.string().optional(),
  Description: z.string().optional(),
  CodeUri: z.string(),
  Handler: z.string(),
  Role: z.string(),
  Timeout: z.number().min(1).max(900).default(3),
  MemorySize: z.number().min(128).max(10_240).default(128),
  Environment: z
    .strictObject({ Variables: z.record(z.string(), z.coerce.string()) })
    .default({ Variables: {} }),
  Events: z.record(z.string(), QueueEvent).default({}),
  // How Lambda would run, log, trace and replace it: here it runs in this very process.
  Runtime: z.string(),
  AutoPublishAlias: z.string().optional(),
  DeploymentPreference: z
    .strictObject({
      Type: z.string(),
      Role: z.string().optional(),
      Alarms: z.array(z.string()).optional(),
      PassthroughCondition: z.boolean().optional(),
    })
    .optional(),
  ReservedConcurrentExecutions: z.number().optional(),
  Tracing: z.enum(['Active', 'PassThrough', 'Disabled']).optional(),
  Architectures: z.unknown().optional(),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().optional(),
      LogFormat: z.string().optional(),
      ApplicationLogLevel: z.string().optional(),
      SystemLogLevel: z.string().optional(),
    })
    .optional(),
  Tags: z.unknown().optional(),
});

/** The functions of a stack. */
export function functionsIn(resources: readonly Resource[]): FunctionDeployment[] {
  return ofType(resources, 'AWS::Serverless::Function').map(readFunction);
}

function readFunction(resource: Resource): FunctionDeployment {
  const properties = readProperties(resource, FunctionProperties);
  const { account, region, name } = resource;
  return {
    account,
    region,
    name,
    arn: arnOfResource(resource),
    entry: basename(properties.CodeUri),
    entryPoint: properties.Handler,
    timeoutMs: properties.Timeout * 1_000,
    memoryMb: properties.MemorySize,
    roleArn: properties.Role,
    logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    isTraced: properties.Tracing === 'Active',
    deploymentRoleArn: properties.DeploymentPreference?.Role,
    environment: properties.Environment.Variables,
    mappings: Object.values(properties.Events).map((event) => readMapping(event.Properties)),
  };
}

function readMapping(event: z.output<typeof QueueEvent>['Properties']) {
  return {
    queueArn: event.Queue,
    batchSize: event.BatchSize,
    window: event.MaximumBatchingWindowInSeconds,
    maximumConcurrency: event.ScalingConfig?.MaximumConcurrency ?? UNLIMITED_CONCURRENCY,
    reportsItemFailures: event.FunctionResponseTypes.includes('ReportBatchItemFailures'),
  };
}
