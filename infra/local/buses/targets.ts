import { parseArn } from '../arn.ts';
import type { Membership } from '../permissions/membership.ts';
import type { MessageAttributes } from '../queues/message-digest.ts';
import type { Queues } from '../queues.ts';
import type { BusEvent } from '../service.ts';
import { type ForwardingRole, isServed, whyNotForwarded } from './admission.ts';
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
  const { roleArn } = target;
  const role = reach.role(roleArn ?? '');
  const hop = { event, rule, roleArn, role, from: bus, to: destination };
  const trouble = whyNotForwarded(hop, reach.membership);
  if (trouble) return refusal('NO_PERMISSIONS', trouble);
  reach.arrive({ event, bus: destination, hasHopped: true });
  return 'delivered';
}

function refusal(code: string, message: string): Refusal {
  return { code, message, mayHeal: false };
}
