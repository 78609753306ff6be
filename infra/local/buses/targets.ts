import { parseArn } from '../arn.ts';
import { evaluate, type Layer } from '../permissions/evaluate.ts';
import type { Membership } from '../permissions/membership.ts';
import { type Asker, requestBy, requestByService, type Wish } from '../permissions/request.ts';
import { type RoleRights, roleLayers } from '../permissions/role-layers.ts';
import type { Policy } from '../policy.ts';
import type { MessageAttributes } from '../queues/message-digest.ts';
import type { Queues } from '../queues.ts';
import type { BusEvent } from '../service.ts';
import type { Bus, Rule, Target } from './bus.ts';
import type { Attempt, Refusal } from './delivery.ts';

/** An event on a bus, and whether another bus brought it there. */
export interface Passage {
  readonly event: BusEvent;
  readonly bus: Bus;
  readonly hasHopped: boolean;
}

/** What rules can reach, and what decides whether they may. */
export interface Reach {
  readonly queues: Queues;
  readonly membership: Membership;
  bus(arn: string): Bus | undefined;
  /** Undefined for a role that does not exist. */
  role(arn: string): ForwardingRole | undefined;
  /** Goes on with an event that arrived at a bus. */
  arrive(passage: Passage): void;
}

export interface ForwardingRole extends RoleRights {
  readonly arn: string;
  readonly trustPolicy: Policy;
}

/** Tries once to hand an event to a target of a rule of the bus that it is on. */
export function attemptTarget(
  reach: Reach,
  { rule, target }: { readonly rule: Rule; readonly target: Target },
  passage: Passage,
): Attempt {
  return parseArn(target.arn).service === 'sqs'
    ? sendToQueue(reach, { rule, arn: target.arn }, { event: passage.event, attributes: {} })
    : forward(reach, { rule, target }, passage);
}

/** Puts an event on a queue in the name of a rule, as target or as dead letter. */
export function sendToQueue(
  { queues, membership }: Reach,
  { rule, arn }: { readonly rule: Rule; readonly arn: string },
  { event, attributes }: { readonly event: BusEvent; readonly attributes: MessageAttributes },
): Attempt {
  const queue = queues.find(arn);
  if (!queue) return refusal('NO_RESOURCE', 'The specified queue does not exist.');
  const wish = { action: 'sqs:SendMessage', resource: arn };
  if (!isServed({ rule, wish, policies: queue.settings.policies }, membership))
    return refusal('NO_PERMISSIONS', `${arn} does not let the rule send to it.`);
  queue.send({ body: JSON.stringify(event), attributes, sender: 'events.amazonaws.com' });
  return 'delivered';
}

/** From bus to bus, one hop and no second one (AWS facts D.2). */
function forward(
  reach: Reach,
  { rule, target }: { readonly rule: Rule; readonly target: Target },
  { event, bus, hasHopped }: Passage,
): Attempt {
  const destination = reach.bus(target.arn);
  if (!destination) return refusal('NO_RESOURCE', 'The specified event bus does not exist.');
  if (hasHopped) {
    const message = 'An event that another bus forwarded is not forwarded again.';
    return refusal('THIRD_ACCOUNT_HOP_DETECTED', message);
  }
  const trouble = whyNot(reach, {
    event,
    rule,
    roleArn: target.roleArn,
    from: bus,
    to: destination,
  });
  if (trouble) return refusal('NO_PERMISSIONS', trouble);
  reach.arrive({ event, bus: destination, hasHopped: true });
  return 'delivered';
}

interface Hop {
  readonly event: BusEvent;
  readonly rule: Rule;
  readonly roleArn: string | undefined;
  readonly from: Bus;
  readonly to: Bus;
}

/** Why the hop is not permitted; undefined when it is. The role must be one that EventBridge may use for this rule. */
function whyNot(reach: Reach, { event, rule, roleArn = '', from, to }: Hop): string | undefined {
  const isHome = from.account === to.account;
  if (isHome && roleArn === '') return undefined;
  const { membership } = reach;
  const role = reach.role(roleArn);
  const wish = { action: 'sts:AssumeRole', resource: roleArn };
  if (!role || !isServed({ rule, wish, policies: [role.trustPolicy] }, membership)) {
    return `The role ${roleArn} cannot be assumed.`;
  }
  const asker = { arn: roleArn, account: parseArn(roleArn).account, region: to.region };
  const layers = [...membership.controlsOver(asker.account), ...roleLayers(role)];
  if (!evaluate(layers, requestBy(asker, putOf(event, to), membership)).allowed) {
    return `The role ${roleArn} may not put events on ${to.arn}.`;
  }
  return mayPutEvent({ event, bus: to }, asker, membership)
    ? undefined
    : `The policy of ${to.arn} does not admit ${roleArn}.`;
}

/** Whether the policy of a bus admits a principal with an event: it must allow those of other accounts, and deny nobody. */
export function mayPutEvent(
  { event, bus }: Pick<Passage, 'event' | 'bus'>,
  asker: Asker,
  membership: Membership,
): boolean {
  const mustAllow = asker.account !== bus.account;
  const admission: Layer = { kind: 'resource', policies: bus.policies, mustAllow };
  return evaluate([admission], requestBy(asker, putOf(event, bus), membership)).allowed;
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

/** Whether a resource's policies let EventBridge do something for a rule. */
function isServed({ rule, wish, policies }: Service, membership: Membership): boolean {
  const { account, region } = parseArn(rule.arn);
  const servant = { service: 'events.amazonaws.com', sourceArn: rule.arn, account, region };
  const request = requestByService(servant, wish, membership);
  return evaluate([{ kind: 'resource', policies, mustAllow: true }], request).allowed;
}

function refusal(code: string, message: string): Refusal {
  return { code, message, mayHeal: false };
}
