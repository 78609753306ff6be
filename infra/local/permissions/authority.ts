import type { Roles } from '../identity/roles.ts';
import type { Call } from '../service.ts';
import { accessDenied } from '../service-error.ts';
import { evaluate, type Layer } from './evaluate.ts';
import { type Guard, guardLayer } from './guard.ts';
import type { Membership } from './membership.ts';
import { reasonOf } from './reason.ts';
import { askerOf, requestBy, type Wish } from './request.ts';
import { roleLayers } from './role-layers.ts';

/** What a call needs to be allowed. */
export interface Permission extends Wish {
  /** What the resource itself has to say; left out, what is known of its ARN. */
  readonly guard?: Guard;
}

/** Decides what callers may do: sessions of roles what they are granted, an account's administrator everything in it. */
export interface Authority {
  /** @throws AwsError the service's own refusal, when a policy denies the permission or one that is needed does not grant it. */
  require(call: Call, permission: Permission): void;
}

export interface AuthorityWorld {
  readonly roles: Roles;
  readonly membership: Membership;
  /** What guards the resource of an ARN against who asks in a region, as far as S3 does not bring it along. */
  guardAt(arn: string, region: string): Guard | undefined;
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
  { roles, membership, guardAt }: AuthorityWorld,
  { caller, region }: Call,
  permission: Permission,
): readonly Layer[] {
  const { account, role } = caller;
  const guard = permission.guard ?? guardAt(permission.resource, region);
  return [
    ...membership.controlsOver(account),
    ...(guard === undefined ? [] : [guardLayer(guard, account)]),
    ...(role === undefined ? [] : roleLayers(roles.find(role))),
  ];
}
