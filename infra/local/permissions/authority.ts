import type { Roles } from '../identity/roles.ts';
import type { Policy } from '../policy.ts';
import type { Call } from '../service.ts';
import { accessDenied } from '../service-error.ts';
import { evaluate, type Layer } from './evaluate.ts';
import type { Membership } from './membership.ts';
import { reasonOf } from './reason.ts';
import { askerOf, requestBy, type Wish } from './request.ts';
import { roleLayers } from './role-layers.ts';

/** What a call needs to be allowed. */
export interface Permission extends Wish {
  /** What the resource itself has to say; left out, what is known of its ARN may deny. */
  readonly guard?: Guard;
}

/** A resource's own policies; callers of other accounts need to be allowed by them. */
export interface Guard {
  readonly account: string;
  readonly policies: readonly Policy[];
}

/** Decides what callers may do: sessions of roles what they are granted, an account's administrator everything in it. */
export interface Authority {
  /** @throws AwsError the service's own refusal, when a policy denies the permission or one that is needed does not grant it. */
  require(call: Call, permission: Permission): void;
}

export interface AuthorityWorld {
  readonly roles: Roles;
  readonly membership: Membership;
  /** The policies of the resource of an ARN, as far as S3 does not bring them along. */
  policiesAt(arn: string): readonly Policy[];
}

/** What IAM in the templates and the seed does not grant is refused here as it would be by AWS. */
export function createAuthority(world: AuthorityWorld): Authority {
  return {
    require(call, permission) {
      const request = requestBy(askerOf(call), permission, world.membership);
      const verdict = evaluate(layersOver(world, call, permission), request);
      if (verdict.allowed) return;
      throw accessDenied(call, permission, reasonOf(verdict, permission.action));
    },
  };
}

function layersOver(
  { roles, membership, policiesAt }: AuthorityWorld,
  { caller }: Call,
  { guard, resource }: Permission,
): readonly Layer[] {
  const guarding: Layer = {
    kind: 'resource',
    policies: guard?.policies ?? policiesAt(resource),
    mustAllow: guard !== undefined && guard.account !== caller.account,
  };
  const { account, role } = caller;
  return [
    ...membership.controlsOver(account),
    guarding,
    ...(role === undefined ? [] : roleLayers(roles.find(role))),
  ];
}
