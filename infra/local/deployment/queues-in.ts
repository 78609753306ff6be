import * as z from 'zod';
import type { Policy } from '../policy.ts';
import type { QueueSettings } from '../queues/queue.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { policyOf } from './policy-of.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

/** Source: AWS::SQS::Queue in the CloudFormation reference, defaults included. Seconds throughout. */
const QueueProperties = z.strictObject({
  QueueName: z.string().optional(),
  DelaySeconds: z.number().min(0).max(900).default(0),
  MessageRetentionPeriod: z.number().min(60).max(1_209_600).default(345_600),
  ReceiveMessageWaitTimeSeconds: z.number().min(0).max(20).default(0),
  VisibilityTimeout: z.number().min(0).max(43_200).default(30),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number().min(1) })
    .optional(),
  FifoQueue: z.literal(false, 'FIFO queues are not known here').optional(),
  SqsManagedSseEnabled: z.boolean().optional(),
  // Nothing here moves messages back, or bills by tag.
  RedriveAllowPolicy: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const QueuePolicyProperties = z.strictObject({
  Queues: z.array(z.string()),
  PolicyDocument: z.unknown(),
});

/** The queues of a stack, each with the policies that name it. */
export function queuesIn(resources: readonly Resource[]): QueueSettings[] {
  const policies = ofType(resources, 'AWS::SQS::QueuePolicy').map(readQueuePolicy);
  return ofType(resources, 'AWS::SQS::Queue').map((queue) => readQueue(queue, policies));
}

interface QueuePolicy {
  readonly urls: readonly string[];
  readonly policy: Policy;
}

function readQueuePolicy(resource: Resource): QueuePolicy {
  const { Queues: urls, PolicyDocument } = readProperties(resource, QueuePolicyProperties);
  return { urls, policy: policyOf(resource, PolicyDocument) };
}

function readQueue(resource: Resource, all: readonly QueuePolicy[]): QueueSettings {
  const properties = readProperties(resource, QueueProperties);
  const { account, region, name } = resource;
  const mine = all.filter(({ urls }) => urls.some((url) => url.endsWith(`/${account}/${name}`)));
  const { RedrivePolicy: redrive } = properties;
  return {
    account,
    region,
    name,
    arn: arnOfResource(resource),
    visibilityTimeout: properties.VisibilityTimeout,
    delay: properties.DelaySeconds,
    retention: properties.MessageRetentionPeriod,
    receiveWait: properties.ReceiveMessageWaitTimeSeconds,
    redrive: redrive && {
      targetArn: redrive.deadLetterTargetArn,
      maxReceiveCount: redrive.maxReceiveCount,
    },
    policies: mine.map(({ policy }) => policy),
    isEncrypted: properties.SqsManagedSseEnabled ?? true,
  };
}
