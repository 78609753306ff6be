import { parseArn } from '../arn.ts';
import type { Roles } from '../identity/roles.ts';
import type { OpsItems } from '../ops-items.ts';
import type { Membership } from '../permissions/membership.ts';
import type { Wish } from '../permissions/request.ts';
import { whyNotServed } from '../permissions/whether-served.ts';
import { whyNotCalled } from '../permissions/why-not-called.ts';
import type { MessageAttributes } from '../queues/message-digest.ts';
import { groupTrouble } from '../queues/message-group.ts';
import type { Queues } from '../queues.ts';
import type { BusEvent, Ground } from '../service.ts';
import type { Topics } from '../topics.ts';
import type { Webhooks } from '../webhooks.ts';
import { servantOf, whyNotForwarded } from './admission.ts';
import type { ArmedTarget, Bus, Rule, Target } from './bus.ts';
import { type Attempt, refusal } from './delivery.ts';
import { isEventPath, valueAt } from './event-path.ts';
import { kindOfTarget } from './target-kinds.ts';

/** An event on a bus, and whether another bus brought it there. */
export interface Passage {
  readonly event: BusEvent;
  readonly bus: Bus;
  readonly hasHopped: boolean;
}

/** What rules can reach, and what decides whether they may. */
export interface Reach {
  readonly ground: Ground;
  readonly queues: Queues;
  readonly topics: Topics;
  readonly webhooks: Pick<Webhooks, 'has' | 'send'>;
  readonly opsItems: Pick<OpsItems, 'create'>;
  readonly membership: Membership;
  readonly roles: Pick<Roles, 'find'>;
  bus(arn: string): Bus | undefined;
  /** Goes on with an event that arrived at a bus. */
  arrive(passage: Passage): void;
}

interface Aim {
  readonly rule: Rule;
  readonly target: ArmedTarget;
}

/** Tries once to hand an event to a target of a rule of the bus that it is on. */
export function attemptTarget(reach: Reach, { rule, target }: Aim, passage: Passage): Attempt {
  const kind = kindOfTarget(target.arn);
  if (kind === 'bus') return forward(reach, { rule, target }, passage);
  const circumstances = { ruleName: rule.name, ruleArn: rule.arn, at: reach.ground.clock.now() };
  const body = target.transform(passage.event, circumstances);
  if (body === undefined) return refusal('INVALID_JSON', 'The transformed input is no JSON.');
  const way = { rule, arn: target.arn };
  if (kind === 'topic') return sendToTopic(reach, way, body);
  if (kind === 'ops-item') return openOpsItem(reach, { rule, target }, body);
  if (kind === 'api-destination') return invoke(reach, { rule, target }, body);
  return sendToGroup(reach, way, { body, group: groupOf(target, passage.event) });
}

/** What the target says, or what the event has where it points; undefined for a queue without groups. */
function groupOf({ messageGroup }: Target, event: BusEvent): string | undefined {
  if (messageGroup === undefined || !isEventPath(messageGroup)) return messageGroup;
  const value = valueAt(event, messageGroup);
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function sendToGroup(reach: Reach, way: Way, { body, group }: Omit<Letter, 'attributes'>): Attempt {
  const trouble = group === undefined ? undefined : groupTrouble(group);
  if (trouble) return refusal('INVALID_PARAMETER', trouble);
  return sendToQueue(reach, way, { body, group, attributes: {} });
}

/** From a rule to a queue or a topic. */
export interface Way {
  readonly rule: Rule;
  readonly arn: string;
}

interface Letter {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly group?: string | undefined;
}

/** Puts a text on a queue in the name of a rule, as target or as dead letter. */
export function sendToQueue(
  { queues, membership }: Reach,
  { rule, arn }: Way,
  letter: Letter,
): Attempt {
  const queue = queues.find(arn);
  if (!queue) return refusal('NO_RESOURCE', 'The specified queue does not exist.');
  const wish = { action: 'sqs:SendMessage', resource: arn };
  const { policies } = queue.settings;
  const trouble = whyNotServed(servantOf(rule), { wish, policies }, membership);
  if (trouble) return refusal('NO_PERMISSIONS', trouble);
  queue.send({ ...letter, sender: 'events.amazonaws.com' });
  return 'delivered';
}

/**
 * EventBridge tells neither a topic nor its key which rule publishes: a condition on that would admit nobody.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html, permissions for SNS.
 */
function sendToTopic({ topics }: Reach, { rule, arn }: Way, message: string): Attempt {
  if (!topics.find(arn)) return refusal('NO_RESOURCE', 'The specified topic does not exist.');
  const servant = { ...servantOf(rule), sourceArn: undefined };
  const trouble = topics.publishAs(servant, { topicArn: arn, message });
  return trouble === undefined ? 'delivered' : refusal('NO_PERMISSIONS', trouble);
}

/** Source: SAM facts E.3. */
function invoke(reach: Reach, aim: Aim, text: string): Attempt {
  const { webhooks } = reach;
  const { arn, httpParameters: parameters } = aim.target;
  if (!webhooks.has(arn)) return refusal('NO_RESOURCE', 'The API destination does not exist.');
  const trouble = whyNotByRole(reach, aim, {
    action: 'events:InvokeApiDestination',
    resource: arn,
  });
  if (trouble) return refusal('NO_PERMISSIONS', trouble);
  const unsent = webhooks.send(arn, { text, parameters });
  return unsent === undefined ? 'delivered' : refusal('INVALID_JSON', unsent);
}

/**
 * The action is granted on all resources or on none.
 *
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-automatically-create-OpsItems-2.html
 */
function openOpsItem(reach: Reach, aim: Aim, text: string): Attempt {
  const trouble = whyNotByRole(reach, aim, { action: 'ssm:CreateOpsItem', resource: '*' });
  if (trouble) return refusal('NO_PERMISSIONS', trouble);
  const misread = reach.opsItems.create(parseArn(aim.target.arn), text);
  return misread === undefined ? 'delivered' : refusal('INVALID_PARAMETER', misread);
}

function whyNotByRole({ roles, membership }: Reach, aim: Aim, wish: Wish): string | undefined {
  const { roleArn = '' } = aim.target;
  const call = { servant: servantOf(aim.rule), roleArn, role: roles.find(roleArn), wish };
  return whyNotCalled(call, membership);
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
  const role = reach.roles.find(roleArn ?? '');
  const hop = { event, rule, roleArn, role, from: bus, to: destination };
  const trouble = whyNotForwarded(hop, reach.membership);
  if (trouble) return refusal('NO_PERMISSIONS', trouble);
  reach.arrive({ event, bus: destination, hasHopped: true });
  return 'delivered';
}
