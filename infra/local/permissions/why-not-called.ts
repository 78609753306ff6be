import type { DeployedRole } from '../deployment/roles-in.ts';
import { evaluate } from './evaluate.ts';
import type { Membership } from './membership.ts';
import { reasonOf } from './reason.ts';
import { requestBy, type Servant, type Wish } from './request.ts';
import { roleLayers } from './role-layers.ts';
import { whyNotAssumed } from './why-not-assumed.ts';

/** A call that a service makes in the name of a role. */
export interface RoleCall {
  readonly servant: Servant;
  readonly roleArn: string;
  /** The role of that ARN, if there is one. */
  readonly role: DeployedRole | undefined;
  readonly wish: Wish;
}

/** Why a service may not make a call in the name of a role, in the words of AWS; undefined where it may. */
export function whyNotCalled(call: RoleCall, membership: Membership): string | undefined {
  const { servant, roleArn, role, wish } = call;
  const untrusted = whyNotAssumed(servant, role, membership);
  if (!role || untrusted) return `The role ${roleArn} cannot be assumed: ${untrusted}`;
  const layers = [...membership.controlsOver(role.account), ...roleLayers(role)];
  const asker = { arn: role.arn, account: role.account, region: servant.region };
  const verdict = evaluate(layers, requestBy(asker, wish, membership));
  if (verdict.allowed) return undefined;
  const who = `User: ${role.arn} is not authorized to perform: ${wish.action} on resource: ${wish.resource}`;
  return `${who} ${reasonOf(verdict, wish.action)}`;
}
