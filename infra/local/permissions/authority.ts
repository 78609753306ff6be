import type { Roles } from '../identity/roles.ts';
import { grants } from '../policy.ts';
import type { Call } from '../service.ts';
import { accessDenied } from '../service-error.ts';

/** What a call needs to be allowed. Context keys in lower case; who asks is added to them. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Decides what sessions of roles may do. An account's administrator may do everything in it. */
export interface Authority {
  /** @throws AwsError the service's own refusal, when no policy of the caller's role grants the permission. */
  require(call: Call, permission: Permission): void;
}

/** What IAM in the templates does not grant is refused here as it would be by AWS. */
export function createAuthority(roles: Roles, organizationId: string): Authority {
  return {
    require(call, { action, resource, context = {} }) {
      const { role: arn } = call.caller;
      if (arn === undefined) return;
      const policies = roles.find(arn)?.policies ?? [];
      const asked = { ...contextOf(call, organizationId), ...context };
      if (grants(policies, { action, resource, context: asked })) return;
      throw accessDenied(call, { action, resource });
    },
  };
}

/** The keys that IAM adds to every request. Of a session, the principal is the role. */
export function contextOf(
  { caller, region }: Pick<Call, 'caller' | 'region'>,
  organizationId: string,
): Readonly<Record<string, string>> {
  return {
    'aws:principalarn': caller.role ?? caller.arn,
    'aws:principalaccount': caller.account,
    'aws:principalorgid': organizationId,
    'aws:requestedregion': region,
    // All accounts there are belong to the one organization.
    'aws:resourceorgid': organizationId,
  };
}
