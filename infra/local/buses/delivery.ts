import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Random } from '../../clock.ts';
import type { BusEvent, Ground } from '../service.ts';
import type { Rule, Target } from './bus.ts';

/** How one attempt to reach a target ended. Only what may heal by itself is worth another attempt. */
export type Attempt = 'delivered' | Refusal;

export interface Refusal {
  /** As the dead-letter queue's `ERROR_CODE` tells it. */
  readonly code: string;
  readonly message: string;
  readonly mayHeal: boolean;
}

/** One that no other attempt would change. */
export function refusal(code: string, message: string): Refusal {
  return { code, message, mayHeal: false };
}

export interface Delivery {
  readonly event: BusEvent;
  readonly rule: Rule;
  readonly target: Target;
}

/** What delivering takes: one try, and a place for what cannot be delivered (where there is none, the event is lost). */
export interface Carrier {
  attempt(): Attempt;
  bury(attributes: Readonly<Record<string, MessageAttributeValue>>): void;
}

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 900_000;

/**
 * Brings one event to one target, the first attempt at once and synchronously: a call on the wire and the message that it
 * leads to happen at the same moment. Later ones wait by the clock, exponentially and with jitter, as long as the target's
 * retry policy allows. Source: AWS facts D.3; EventBridge does not publish its delays.
 */
export function deliver(ground: Ground, delivery: Delivery, carrier: Carrier): void {
  const first = carrier.attempt();
  if (first === 'delivered') return;
  if (first.mayHeal) void retry(ground, delivery, { ...carrier, first });
  else carrier.bury(deathNotice(delivery, first, { retries: 0 }));
}

async function retry(
  { clock, random }: Ground,
  delivery: Delivery,
  { attempt, bury, first }: Carrier & { readonly first: Refusal },
): Promise<void> {
  const deadline = clock.now() + delivery.target.maximumEventAgeInSeconds * 1_000;
  let refusal = first;
  let retries = 0;
  while (refusal.mayHeal) {
    const delay = backOff(retries, random);
    const condition = exhausted(delivery.target, retries, clock.now() + delay > deadline);
    if (condition) return bury(deathNotice(delivery, refusal, { retries, condition }));
    await clock.sleep(delay);
    retries += 1;
    const result = attempt();
    if (result === 'delivered') return undefined;
    refusal = result;
  }
  return bury(deathNotice(delivery, refusal, { retries }));
}

function backOff(retries: number, random: Random): number {
  const longest = Math.min(FIRST_DELAY_MS * 2 ** retries, LONGEST_DELAY_MS);
  return (longest / 2) * (1 + random());
}

function exhausted({ maximumRetryAttempts }: Target, retries: number, tooOld: boolean) {
  if (retries >= maximumRetryAttempts) return 'MaximumRetryAttempts';
  return tooOld ? 'MaximumEventAgeInSeconds' : undefined;
}

interface End {
  readonly retries: number;
  readonly condition?: string;
}

/** The attributes of a message in a rule's dead-letter queue (AWS facts D.3). */
function deathNotice({ rule, target }: Delivery, refusal: Refusal, { retries, condition }: End) {
  return {
    RULE_ARN: text(rule.arn),
    TARGET_ARN: text(target.arn),
    ERROR_CODE: text(refusal.code),
    ERROR_MESSAGE: text(refusal.message),
    RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(retries) },
    ...(condition && { EXHAUSTED_RETRY_CONDITION: text(condition) }),
  };
}

function text(value: string): MessageAttributeValue {
  return { DataType: 'String', StringValue: value };
}
