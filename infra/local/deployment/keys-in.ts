import * as z from 'zod';
import type { KeySettings } from '../keys.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { policyOf } from './policy-of.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

const KeyProperties = z.strictObject({
  KeyPolicy: z.unknown(),
  Description: z.string().optional(),
  // Nothing here is encrypted: there is no material to rotate, and nothing to delete.
  EnableKeyRotation: z.boolean().optional(),
  PendingWindowInDays: z.number().optional(),
  Tags: z.unknown().optional(),
});

/** The keys of a stack, each with its policy. */
export function keysIn(resources: readonly Resource[]): KeySettings[] {
  return ofType(resources, 'AWS::KMS::Key').map((resource) => {
    const { KeyPolicy } = readProperties(resource, KeyProperties);
    const { account, region } = resource;
    const document = policyOf(resource, KeyPolicy);
    const policy = { text: JSON.stringify(KeyPolicy), document };
    return { account, region, arn: arnOfResource(resource), policy };
  });
}
