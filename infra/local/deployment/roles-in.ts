import * as z from 'zod';
import { type Policy, strayPart } from '../policy.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { policyOf } from './policy-of.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

export interface DeployedRole {
  readonly account: string;
  readonly name: string;
  /** With slashes at both ends: `/stocktake/`. */
  readonly path: string;
  readonly arn: string;
  readonly trustPolicy: Policy;
  readonly policies: readonly Policy[];
  /** The ARN of a managed policy. */
  readonly permissionsBoundary?: string | undefined;
  /** What that policy says, once it is looked up. */
  readonly boundary?: Policy | undefined;
}

/**
 * What AWS's own policies say is not known here, so nobody may have one, but for this: its holder is CodeDeploy alone, and no
 * code of ours runs as that.
 */
const ManagedPolicy = z
  .string()
  .regex(
    /^arn:[^:]+:iam::aws:policy\/service-role\/AWSCodeDeployRoleForLambda(Limited)?$/,
    'what managed policies say is not known here',
  );

const RoleProperties = z.strictObject({
  RoleName: z.string().optional(),
  Path: z.string().default('/'),
  Description: z.string().optional(),
  ManagedPolicyArns: z.array(ManagedPolicy).default([]),
  MaxSessionDuration: z.number().optional(),
  PermissionsBoundary: z.string().optional(),
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z
    .array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() }))
    .default([]),
  Tags: z.unknown().optional(),
});

/** The roles of a stack. What a role may do is written out; of managed policies it may have a permissions boundary alone. */
export function rolesIn(resources: readonly Resource[]): DeployedRole[] {
  return ofType(resources, 'AWS::IAM::Role').map(readRole);
}

function readRole(resource: Resource): DeployedRole {
  const properties = readProperties(resource, RoleProperties);
  return {
    account: resource.account,
    name: resource.name,
    path: properties.Path,
    arn: arnOfResource(resource),
    trustPolicy: policyOf(resource, properties.AssumeRolePolicyDocument),
    permissionsBoundary: properties.PermissionsBoundary,
    policies: properties.Policies.map(({ PolicyDocument }) => ownPolicy(resource, PolicyDocument)),
  };
}

/** @throws TemplateError for a policy that is not understood, or says what no role's own may say. */
function ownPolicy(resource: Resource, document: unknown): Policy {
  const policy = policyOf(resource, document);
  const stray = strayPart(policy);
  if (!stray) return policy;
  const place = `policy: Statement.${stray.at}.${stray.part}`;
  throw new TemplateError(resource.template, resource.path, `${place}: ${stray.message}`);
}
