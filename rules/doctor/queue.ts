import type { Fault, Subject, Verdict } from './gap.ts';
import { judge, type Looked } from './looked.ts';
import { answer } from './policy.ts';
import { repairHub } from './repair.ts';

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
  return judge({ check: 'hub-queue', what }, looked, (queue) => {
    if (!queue) return [fault(`${what} is missing`)];
    return [
      ...senderFaults(queue, wanted),
      ...(queue.redrivesTo === wanted.redrivesTo
        ? []
        : [fault(`${what} does not hand on to the dead-letter queue what fails too often`)]),
      ...(queue.isEncrypted ? [] : [fault(`${what} is not encrypted`)]),
    ];
  });
}

function senderFaults({ policy }: QueueFacts, { what, arn, rules }: WantedQueue): Fault[] {
  const answers = rules.map((rule) => {
    const context = {
      'aws:sourcearn': rule,
      'aws:sourceaccount': rule.split(':')[4] ?? '',
      'aws:securetransport': 'true',
    };
    const who = 'events.amazonaws.com';
    return answer(policy ?? '{"Statement":[]}', {
      who,
      action: 'sqs:SendMessage',
      resource: arn,
      context,
    });
  });
  if (answers.includes('refused'))
    return [fault(`the policy of ${what} does not let EventBridge send for every rule of the hub`)];
  if (!answers.includes('unclear')) return [];
  return [
    {
      found: `the policy of ${what} could not be understood`,
      fix: "look yourself: it must allow sqs:SendMessage to events.amazonaws.com for the hub's rules",
    },
  ];
}

/** Whether nobody has to look after messages that wait in a queue that nothing empties. */
export function judgeWaiting(
  subject: Subject,
  looked: Looked<QueueFacts | undefined>,
  { one, many, fix }: { readonly one: string; readonly many: string; readonly fix: string },
): Verdict {
  return judge(subject, looked, (queue) => {
    const waiting = queue?.waiting ?? 0;
    if (waiting === 0) return [];
    return [{ found: waiting === 1 ? `1 ${one}` : `${waiting} ${many}`, fix }];
  });
}

function fault(found: string): Fault {
  return { found, fix: repairHub };
}
