import { contextOf } from '../permissions/authority.ts';
import { s3Action, s3Resource } from '../permissions/s3-permission.ts';
import { grants, type Policy, type PolicyRequest } from '../policy.ts';
import type { Call } from '../service.ts';
import { accessDenied } from '../service-error.ts';
import type { Bucket } from './bucket.ts';
import type { S3World } from './s3-world.ts';

interface Target {
  readonly bucket: Bucket;
  /** Of a call on an object. */
  readonly key: string | undefined;
}

/** An account can always put its bucket policy right again. */
const ALWAYS_ITS_OWNERS = /^(Get|Put|Delete)BucketPolicy$/;

/**
 * The caller's role must be granted the call; the bucket's policy may deny it to everyone, and must allow it to callers of
 * other accounts.
 *
 * @throws AwsError `AccessDenied`, in the long text that callers of the same organization get (AWS facts A.6).
 */
export function refuseUnpermitted(world: S3World, { bucket, key }: Target, call: Call): void {
  const action = s3Action(call.operation, bucket.name);
  const resource = s3Resource(call, bucket.name, key);
  const context = { 'aws:resourceaccount': bucket.account, 's3:resourceaccount': bucket.account };
  world.authority.require(call, { action, resource, context });
  const principal = principalOf(call);
  const keys = { ...contextOf(call, world.organizationId), ...context };
  refuseByPolicy(bucket, { action, resource, principal, context: keys }, call);
}

function principalOf({ caller }: Call): NonNullable<PolicyRequest['principal']> {
  return { kind: 'aws', arn: caller.role ?? caller.arn, account: caller.account };
}

function refuseByPolicy(bucket: Bucket, request: PolicyRequest, call: Call): void {
  const isOwner = call.caller.account === bucket.account;
  const document = bucket.policy?.document;
  const isBeyondDenial = isOwner && ALWAYS_ITS_OWNERS.test(call.operation);
  if (document && denies(document, request) && !isBeyondDenial) {
    throw accessDenied(call, request, 'with an explicit deny in a resource-based policy');
  }
  if (isOwner || (document && grants([document], request))) return;
  const reason = `because no resource-based policy allows the ${request.action} action`;
  throw accessDenied(call, request, reason);
}

/** Whether some Deny applies: it does exactly when the same statement as an Allow would grant. */
function denies(policy: Policy, request: PolicyRequest): boolean {
  const denials = policy.Statement.filter(({ Effect }) => Effect === 'Deny');
  const turned = denials.map((statement) => ({ ...statement, Effect: 'Allow' as const }));
  return grants([{ ...policy, Statement: turned }], request);
}
