import * as z from 'zod';
import type { Place } from '../arn.ts';
import type { Policy } from '../policy.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { policyOf } from './policy-of.ts';
import { readProperties } from './read-properties.ts';

/** A bucket that a template makes. */
export interface DeployedBucket extends Place {
  readonly name: string;
  readonly policy: { readonly text: string; readonly document: Policy } | undefined;
  /** Whether EventBridge hears of its objects. */
  readonly tellsEventBridge: boolean;
}

const BucketProperties = z.strictObject({
  BucketName: z.string(),
  NotificationConfiguration: z
    .strictObject({
      EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }),
    })
    .optional(),
  // Objects here are few, in memory, and of nobody else.
  BucketEncryption: z.unknown().optional(),
  LifecycleConfiguration: z.unknown().optional(),
  OwnershipControls: z.unknown().optional(),
  PublicAccessBlockConfiguration: z.unknown().optional(),
  VersioningConfiguration: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const BucketPolicyProperties = z.strictObject({ Bucket: z.string(), PolicyDocument: z.unknown() });

/** The buckets of a stack, each with its policy. */
export function bucketsIn(resources: readonly Resource[]): DeployedBucket[] {
  const policies = ofType(resources, 'AWS::S3::BucketPolicy').map(readPolicy);
  return ofType(resources, 'AWS::S3::Bucket').map((resource) => {
    const { NotificationConfiguration } = readProperties(resource, BucketProperties);
    const { account, region, name } = resource;
    const tellsEventBridge =
      NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled ?? false;
    return {
      account,
      region,
      name,
      policy: policies.find((one) => one.bucket === name)?.policy,
      tellsEventBridge,
    };
  });
}

function readPolicy(resource: Resource) {
  const { Bucket: bucket, PolicyDocument } = readProperties(resource, BucketPolicyProperties);
  const document = policyOf(resource, PolicyDocument);
  return { bucket, policy: { text: JSON.stringify(PolicyDocument), document } };
}
