import type { Subject, Verdict } from './gap.ts';
import { type Demand, hubPolicyFaults } from './hub-policy.ts';
import { judgeSeen, type Looked } from './looked.ts';
import { hubFault } from './repair.ts';

export interface QueueFacts {
  /** JSON; undefined for a queue without a policy. */
  readonly policy: string | undefined;
  /** The ARN of the queue that takes what was received too often. */
  readonly redrivesTo: string | undefined;
  readonly isEncrypted: boolean;
  /** Messages that can be received. */
  readonly waiting: number;
}

export interface WantedQueue {
  /** In a sentence: `the work queue`. */
  readonly what: string;
  readonly arn: string;
  /** ARNs of the rules that send to it. */
  readonly rules: readonly string[];
  readonly redrivesTo: string | undefined;
}

/** Whether a queue of the hub takes what the rules send, keeps it safe, and hands on what fails. */
export function judgeHubQueue(
  looked: Looked<QueueFacts | undefined>,
  wanted: WantedQueue,
): Verdict {
  const { what } = wanted;
  return judgeSeen({ check: 'hub-queue', what }, looked, (queue) => {
    if (!queue) return [hubFault(`${what} is missing`)];
    return [
      ...hubPolicyFaults(queue.policy, demandOn(wanted)),
      ...(queue.redrivesTo === wanted.redrivesTo
        ? []
        : [hubFault(`${what} does not hand on what fails too often`)]),
      ...(queue.isEncrypted ? [] : [hubFault(`${what} is not encrypted`)]),
    ];
  });
}

function demandOn({ what, arn, rules }: WantedQueue): Demand {
  const questions = rules.map((rule) => {
    const context = {
      'aws:sourcearn': rule,
      'aws:sourceaccount': rule.split(':')[4] ?? '',
      'aws:securetransport': 'true',
    };
    return { who: 'events.amazonaws.com', action: 'sqs:SendMessage', resource: arn, context };
  });
  return {
    whose: what,
    questions,
    lacking: 'does not let EventBridge send for every rule that needs it',
    needed: `sqs:SendMessage to events.amazonaws.com for ${rules.join(', ')}`,
  };
}

/** Whether nobody has to look after messages that wait in a queue that nothing empties. */
export function judgeWaiting(
  subject: Subject,
  looked: Looked<QueueFacts | undefined>,
  { one, many, fix }: { readonly one: string; readonly many: string; readonly fix: string },
): Verdict {
  return judgeSeen(subject, looked, (queue) => {
    const waiting = queue?.waiting ?? 0;
    if (waiting === 0) return [];
    return [{ found: waiting === 1 ? `1 ${one}` : `${waiting} ${many}`, fix }];
  });
}
