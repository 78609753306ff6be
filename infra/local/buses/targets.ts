import { parseArn } from '../arn.ts';
import { grants, type Policy } from '../policy.ts';
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
  readonly organizationId: string;
  bus(arn: string): Bus | undefined;
  /** Undefined for a role that does not exist. */
  role(arn: string): ForwardingRole | undefined;
  /** Goes on with an event that arrived at a bus. */
  arrive(passage: Passage): void;
}

export interface ForwardingRole {
  readonly arn: string;
  readonly trustPolicy: Policy;
  readonly policies: readonly Policy[];
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
  { queues }: Reach,
  { rule, arn }: { readonly rule: Rule; readonly arn: string },
  { event, attributes }: { readonly event: BusEvent; readonly attributes: MessageAttributes },
): Attempt {
  const queue = queues.find(arn);
  if (!queue) return refusal('NO_RESOURCE', 'The specified queue does not exist.');
  const isGranted = grants(queue.settings.policies, {
    action: 'sqs:SendMessage',
    resource: arn,
    principal: { kind: 'service', name: 'events.amazonaws.com' },
    context: sourceOf(rule),
  });
  if (!isGranted) return refusal('NO_PERMISSIONS', `${arn} does not let the rule send to it.`);
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
  const trouble = whyNot(reach, { rule, roleArn: target.roleArn, from: bus, to: destination });
  if (trouble) return refusal('NO_PERMISSIONS', trouble);
  reach.arrive({ event, bus: destination, hasHopped: true });
  return 'delivered';
}

interface Hop {
  readonly rule: Rule;
  readonly roleArn: string | undefined;
  readonly from: Bus;
  readonly to: Bus;
}

/** Why the hop is not permitted; undefined when it is. The role must be one that EventBridge may use for this rule. */
function whyNot(reach: Reach, { rule, roleArn = '', from, to }: Hop): string | undefined {
  const isHome = from.account === to.account;
  if (isHome && roleArn === '') return undefined;
  const role = reach.role(roleArn);
  if (!role) return `The role ${roleArn} cannot be assumed.`;
  const principal = { kind: 'service', name: 'events.amazonaws.com' } as const;
  const trust = { action: 'sts:AssumeRole', resource: roleArn, context: sourceOf(rule), principal };
  if (!grants([role.trustPolicy], trust)) return `The role ${roleArn} cannot be assumed.`;
  const action = 'events:PutEvents';
  if (!grants(role.policies, { action, resource: to.arn, context: {} })) {
    return `The role ${roleArn} may not put events on ${to.arn}.`;
  }
  return isHome || mayPutEvents(to, { arn: roleArn, account: from.account }, reach)
    ? undefined
    : `The policy of ${to.arn} does not admit ${roleArn}.`;
}

/** Whether the policy of a bus admits a principal of another account of the organization. */
export function mayPutEvents(
  { arn: resource, policies }: Bus,
  { arn, account }: { readonly arn: string; readonly account: string },
  { organizationId }: Pick<Reach, 'organizationId'>,
): boolean {
  return grants(policies, {
    action: 'events:PutEvents',
    resource,
    principal: { kind: 'aws', arn, account },
    context: {
      'aws:principalorgid': organizationId,
      'aws:principalarn': arn,
      'aws:principalaccount': account,
    },
  });
}

function sourceOf({ arn }: Rule): Readonly<Record<string, string>> {
  return { 'aws:sourcearn': arn, 'aws:sourceaccount': parseArn(arn).account };
}

function refusal(code: string, message: string): Refusal {
  return { code, message, mayHeal: false };
}
