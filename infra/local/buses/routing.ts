import { keepLatest } from '../keep-latest.ts';
import type { MessageAttributes } from '../queues/message-digest.ts';
import type { AwsError, BusEvent, Ground } from '../service.ts';
import { uuid } from '../uuid.ts';
import { type ArmedTarget, type Bus, matchingRules, type Rule } from './bus.ts';
import { type Attempt, deliver } from './delivery.ts';
import { attemptTarget, type Passage, type Reach, sendToQueue, type Way } from './targets.ts';

/** Sends events that are on a bus on their way. */
export interface Routing {
  /** An event came to a bus from outside. */
  arrive(event: BusEvent, bus: Bus): void;
  /** Events that could not even be put on the dead-letter queue, which EventBridge tells nobody; oldest first. */
  lost(): readonly LostEvent[];
}

export interface LostEvent {
  readonly ruleArn: string;
  readonly event: BusEvent;
  /** Why the dead-letter queue did not take it. */
  readonly reason: string;
}

/** An error that a target answers for now: a server's fault or too many requests is tried again, any other is not. */
export type Disturb = (targetArn: string) => AwsError | undefined;

interface RoutingWorld extends Omit<Reach, 'arrive' | 'ground'> {
  readonly disturb?: Disturb | undefined;
}

/** Takes each event to all targets of the rules that it meets, at once and synchronously. */
export function createRouting(ground: Ground, world: RoutingWorld): Routing {
  const reach: Reach = {
    ...world,
    ground,
    arrive: (passage) => route({ ...passage, event: afterHop(passage, ground) }),
  };

  const lost: LostEvent[] = [];

  function bury({ rule, arn }: Way, event: BusEvent, attributes: MessageAttributes): void {
    const end = sendToQueue(reach, { rule, arn }, { body: JSON.stringify(event), attributes });
    if (end !== 'delivered') {
      keepLatest(lost, { ruleArn: rule.arn, event, reason: end.message });
    }
  }

  function route(passage: Passage): void {
    keepLatest(passage.bus.seen, passage.event);
    for (const rule of matchingRules(passage.bus, passage.event)) {
      for (const target of rule.targets) toTarget(rule, target, passage);
    }
  }

  function toTarget(rule: Rule, target: ArmedTarget, passage: Passage): void {
    const { event } = passage;
    const { deadLetterArn: arn } = target;
    const delivery = { event, rule, target };
    deliver(ground, delivery, {
      attempt: () =>
        disturbance(world.disturb?.(target.arn)) ?? attemptTarget(reach, { rule, target }, passage),
      bury: (attributes) => {
        if (arn) bury({ rule, arn }, event, attributes);
      },
    });
  }

  return {
    arrive: (event, bus) => route({ event, bus, hasHopped: false }),
    lost: () => lost,
  };
}

/** An event keeps its id in its region and gets a new one in another (AWS facts C.0). */
function afterHop({ event, bus }: Passage, { random }: Ground): BusEvent {
  return event.region === bus.region ? event : { ...event, id: uuid(random) };
}

function disturbance(error: AwsError | undefined): Attempt | undefined {
  if (!error) return undefined;
  const mayHeal = error.status >= 500 || error.status === 429;
  return { code: error.code, message: error.message, mayHeal };
}
