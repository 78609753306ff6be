import { parseArn } from '../arn.ts';
import type { DeployedRole } from '../deployment/roles-in.ts';
import { evaluate, type Layer } from '../permissions/evaluate.ts';
import { guardLayer } from '../permissions/guard.ts';
import type { Membership } from '../permissions/membership.ts';
import { reasonOf } from '../permissions/reason.ts';
import { type Asker, requestBy, type Servant, type Wish } from '../permissions/request.ts';
import { roleLayers } from '../permissions/role-layers.ts';
import { whyNotAssumed } from '../permissions/why-not-assumed.ts';
import type { BusEvent } from '../service.ts';
import type { Bus, Rule } from './bus.ts';

/** An event on its way from bus to bus. */
export interface Hop {
  readonly event: BusEvent;
  readonly rule: Rule;
  /** As the target names it. */
  readonly roleArn: string | undefined;
  /** The role of that ARN, if there is one. */
  readonly role: DeployedRole | undefined;
  readonly from: Bus;
  readonly to: Bus;
}

/**
 * Why a hop is not permitted; undefined when it is. The role must be one that EventBridge may use for the rule, and be
 * permitted itself to put the event; only within an account it takes no role.
 */
export function whyNotForwarded(hop: Hop, membership: Membership): string | undefined {
  const { event, rule, roleArn = '', role, from, to } = hop;
  if (from.account === to.account && roleArn === '') return undefined;
  const untrusted = whyNotAssumed(servantOf(rule), role, membership);
  if (!role || untrusted) return `The role ${roleArn} cannot be assumed: ${untrusted}`;
  return whyNotPut({ event, bus: to }, role, membership);
}

/** Why a role may not put an event on a bus, in the words of AWS; undefined where it may. */
export function whyNotPut(
  { event, bus }: { readonly event: BusEvent; readonly bus: Bus },
  role: DeployedRole,
  membership: Membership,
): string | undefined {
  const { arn, account } = role;
  const put = putOf(event, bus);
  const layers = [...membership.controlsOver(account), guarding(bus, account), ...roleLayers(role)];
  const asker = { arn, account, region: bus.region };
  const verdict = evaluate(layers, requestBy(asker, put, membership));
  if (verdict.allowed) return undefined;
  const who = `User: ${arn} is not authorized to perform: ${put.action} on resource: ${bus.arn}`;
  return `${who} ${reasonOf(verdict, put.action)}`;
}

/** Whether the policy of a bus admits a principal with an event: it must allow those of other accounts, and deny nobody. */
export function mayPutEvent(
  { event, bus }: { readonly event: BusEvent; readonly bus: Bus },
  asker: Asker,
  membership: Membership,
): boolean {
  const request = requestBy(asker, putOf(event, bus), membership);
  return evaluate([guarding(bus, asker.account)], request).allowed;
}

function guarding({ account, policies }: Bus, asking: string): Layer {
  return guardLayer({ account, policies, needs: 'strangers' }, asking);
}

function putOf({ source, 'detail-type': detailType }: BusEvent, { arn: resource }: Bus): Wish {
  const context = { 'events:source': source, 'events:detail-type': detailType };
  return { action: 'events:PutEvents', resource, context };
}

/** EventBridge, at work for a rule. */
export function servantOf({ arn: sourceArn }: Rule): Servant {
  const { account, region } = parseArn(sourceArn);
  return { service: 'events.amazonaws.com', sourceArn, account, region };
}
