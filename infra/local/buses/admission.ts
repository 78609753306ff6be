import { parseArn } from '../arn.ts';
import type { DeployedRole } from '../deployment/roles-in.ts';
import { evaluate, type Layer } from '../permissions/evaluate.ts';
import type { Membership } from '../permissions/membership.ts';
import { reasonOf } from '../permissions/reason.ts';
import { type Asker, requestBy, requestByService, type Wish } from '../permissions/request.ts';
import { type RoleRights, roleLayers } from '../permissions/role-layers.ts';
import type { Policy } from '../policy.ts';
import type { BusEvent } from '../service.ts';
import type { Bus, Rule } from './bus.ts';

/** A role that rules may name for their targets. */
export type ForwardingRole = RoleRights & Pick<DeployedRole, 'arn' | 'trustPolicy'>;

/** An event on its way from bus to bus. */
export interface Hop {
  readonly event: BusEvent;
  readonly rule: Rule;
  /** As the target names it. */
  readonly roleArn: string | undefined;
  /** The role of that ARN, if there is one. */
  readonly role: ForwardingRole | undefined;
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
  const wish = { action: 'sts:AssumeRole', resource: roleArn };
  if (!role || !isServed({ rule, wish, policies: [role.trustPolicy] }, membership)) {
    return `The role ${roleArn} cannot be assumed.`;
  }
  const { account } = parseArn(role.arn);
  const put = putOf(event, to);
  const layers = [...membership.controlsOver(account), guarding(to, account), ...roleLayers(role)];
  const asker = { arn: role.arn, account, region: to.region };
  const verdict = evaluate(layers, requestBy(asker, put, membership));
  if (verdict.allowed) return undefined;
  return `${role.arn} may not put events on ${to.arn}, ${reasonOf(verdict, put.action)}`;
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
  return { kind: 'resource', policies, mustAllow: account !== asking };
}

function putOf({ source, 'detail-type': detailType }: BusEvent, { arn: resource }: Bus): Wish {
  const context = { 'events:source': source, 'events:detail-type': detailType };
  return { action: 'events:PutEvents', resource, context };
}

interface Service {
  readonly rule: Rule;
  readonly wish: Wish;
  readonly policies: readonly Policy[];
}

/** Whether the policies of a resource let EventBridge do something for a rule. */
export function isServed({ rule, wish, policies }: Service, membership: Membership): boolean {
  const { account, region } = parseArn(rule.arn);
  const servant = { service: 'events.amazonaws.com', sourceArn: rule.arn, account, region };
  const request = requestByService(servant, wish, membership);
  return evaluate([{ kind: 'resource', policies, mustAllow: true }], request).allowed;
}
