import { asAccount, enableRule, purgeQueue } from './commands.ts';
import type { Fault, Place, Verdict } from './gap.ts';
import { judgeSeen, type Looked } from './looked.ts';
import { judgeWaiting, type QueueFacts } from './queue.ts';
import { repair, type StackSetName, type Workshop } from './repair.ts';
import type { KnownAccount } from './roles.ts';
import type { RuleFacts } from './rule.ts';

/** A rule that forwards to the hub, with the queue for what did not get there. */
export interface Forwarder {
  readonly rule: string;
  readonly queue: string;
  /** The rule that tells the hub of the alarm about that queue; alarms may have been done without. */
  readonly alarmRule: string;
  readonly stackSet: StackSetName;
  /** Whether what happened to buckets is missed when events stay behind. */
  readonly isOfBuckets: boolean;
}

/** What every account has in every region; the account that keeps the reports has the second as well. */
export const memberForwarder: Forwarder = {
  rule: 'stocktake-forward',
  queue: 'stocktake-undelivered',
  alarmRule: 'stocktake-undelivered',
  stackSet: 'stocktake-member-rules',
  isOfBuckets: true,
};
export const reportForwarder: Forwarder = {
  rule: 'stocktake-deliveries',
  queue: 'stocktake-undelivered-reports',
  alarmRule: 'stocktake-undelivered-reports',
  stackSet: 'stocktake-destination',
  isOfBuckets: false,
};

export interface ForwardingPlace {
  readonly account: KnownAccount;
  readonly region: string;
  readonly hubBusArn: string;
  /** The ARN of the account's forwarding role. */
  readonly role: string;
  readonly workshop: Workshop;
}

export interface ForwardingFacts {
  readonly rule: Looked<RuleFacts | undefined>;
  readonly alarmRule: Looked<RuleFacts | undefined>;
  readonly queue: Looked<QueueFacts | undefined>;
  readonly queueUrl: string;
}

/** Whether events of a place reach the hub, and did. */
export function judgeForwarding(
  forwarder: Forwarder,
  place: ForwardingPlace,
  facts: ForwardingFacts,
): Verdict[] {
  const where = { account: place.account.id, region: place.region };
  const queue = { check: 'undelivered', what: `the queue ${forwarder.queue}`, ...where } as const;
  return [
    judgeRules(forwarder, place, facts),
    judgeWaiting(queue, facts.queue, {
      one: `event in ${forwarder.queue} did not reach the hub`,
      many: `events in ${forwarder.queue} did not reach the hub`,
      fix: undeliveredFix(forwarder, where, facts.queueUrl),
    }),
  ];
}

/** One verdict: without the second rule nobody is told what the first could not forward. */
function judgeRules(
  forwarder: Forwarder,
  place: ForwardingPlace,
  { rule, alarmRule }: ForwardingFacts,
): Verdict {
  const check = 'forwarding-rule';
  const where = { account: place.account.id, region: place.region };
  const subject = (name: string) => ({ check, what: `the rule ${name}`, ...where }) as const;
  const parts = [
    judgeSeen(subject(forwarder.rule), rule, (seen) => ruleFaults(forwarder, place, seen)),
    judgeSeen(subject(forwarder.alarmRule), alarmRule, (seen) =>
      switchFaults({ ...where, name: forwarder.alarmRule }, seen),
    ),
  ];
  return { check, gaps: parts.flatMap(({ gaps }) => gaps) };
}

interface MemberRule extends Required<Place> {
  readonly name: string;
}

/** What is wrong with the switch of a rule. */
function switchFaults({ account, region, name }: MemberRule, rule: RuleFacts | undefined): Fault[] {
  if (rule?.isEnabled !== false) return [];
  const fix = asAccount(account, enableRule({ region, name }));
  return [{ found: `the rule ${name} is disabled`, fix }];
}

/** The events themselves are of no use any more. */
function undeliveredFix(
  { isOfBuckets }: Forwarder,
  { account, region }: Required<Place>,
  url: string,
): string {
  const purge = asAccount(account, purgeQueue({ region, url }));
  const mend = `the attribute ERROR_MESSAGE of a message says why: mend that, then ${purge}`;
  return isOfBuckets
    ? `${mend} ; and for the buckets that were missed: npm run stocktake -- plan --account ${account}`
    : mend;
}

function ruleFaults(
  { rule: name, stackSet }: Forwarder,
  { account, region, hubBusArn, role, workshop }: ForwardingPlace,
  rule: RuleFacts | undefined,
): Fault[] {
  const fix = repair(workshop, { stackSet, account, region });
  if (!rule) return [{ found: `the rule ${name} is missing`, fix }];
  const target = rule.targets.find(({ arn }) => arn === hubBusArn);
  return [
    ...switchFaults({ account: account.id, region, name }, rule),
    ...(target ? [] : [{ found: `the rule ${name} does not lead to the hub's bus`, fix }]),
    ...(target && target.role !== role
      ? [{ found: `the rule ${name} does not forward with the role stocktake-forward`, fix }]
      : []),
  ];
}
