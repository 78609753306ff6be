import type { PolicyRequest } from '../policy/applies.ts';
import type { RequestContext } from '../policy/condition-keys.ts';
import type { Call } from '../service.ts';
import type { Membership } from './membership.ts';

/** What is asked for. Who asks is added to the context, and whose the resource is. */
export interface Wish {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

/** A role or an account's administrator, and the region that is asked. Of a session, the ARN is the role's. */
export interface Asker {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
}

/** Who makes a call. */
export function askerOf({ caller, region }: Pick<Call, 'caller' | 'region'>): Asker {
  return { arn: caller.role ?? caller.arn, account: caller.account, region };
}

/** A request by a principal of the organization, with the keys that IAM adds to every one. */
export function requestBy(
  { arn, account, region }: Asker,
  { action, resource, context = {} }: Wish,
  membership: Membership,
): PolicyRequest {
  const owner = ownerOf(resource) ?? account;
  return {
    action,
    resource,
    principal: { kind: 'aws', arn, account },
    context: {
      ...fromEverywhere(owner, region, membership),
      ...placeOf(account, membership),
      'aws:principalarn': arn,
      'aws:principalaccount': account,
      'aws:principalisawsservice': 'false',
      ...context,
    },
  };
}

/** A service at work for a rule, a bucket or the like of an account. */
export interface Servant {
  readonly service: string;
  /** What it works for; undefined where the service does not say. */
  readonly sourceArn?: string | undefined;
  readonly account: string;
  readonly region: string;
}

/** A request that a service makes for something of an account. */
export function requestByService(
  { service, sourceArn, account, region }: Servant,
  { action, resource, context = {} }: Wish,
  membership: Membership,
): PolicyRequest {
  return {
    action,
    resource,
    principal: { kind: 'service', name: service },
    context: {
      ...fromEverywhere(ownerOf(resource) ?? account, region, membership),
      ...(sourceArn !== undefined && sourceOf(sourceArn, account, membership)),
      'aws:principalisawsservice': 'true',
      ...context,
    },
  };
}

function sourceOf(sourceArn: string, account: string, membership: Membership): RequestContext {
  const path = membership.pathOf(account);
  return {
    'aws:sourcearn': sourceArn,
    'aws:sourceaccount': account,
    ...(path && { 'aws:sourceorgid': membership.organizationId, 'aws:sourceorgpaths': [path] }),
  };
}

/** Every request counts as made over TLS, those of services among each other too. */
function fromEverywhere(owner: string, region: string, membership: Membership): RequestContext {
  const path = membership.pathOf(owner);
  return {
    ...(path && {
      'aws:resourceorgid': membership.organizationId,
      'aws:resourceorgpaths': [path],
    }),
    'aws:resourceaccount': owner,
    'aws:requestedregion': region,
    'aws:securetransport': 'true',
  };
}

function placeOf(account: string, { organizationId, pathOf }: Membership): RequestContext {
  const path = pathOf(account);
  return path ? { 'aws:principalorgid': organizationId, 'aws:principalorgpaths': [path] } : {};
}

/** The account in an ARN; those of buckets have none, and some calls ask for "*". */
function ownerOf(resource: string): string | undefined {
  return resource.split(':')[4] || undefined;
}
