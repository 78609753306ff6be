import { type Mode, readSwitch } from '../mode.ts';
import { enableRule, type RuleAddress } from './commands.ts';
import type { Fault, Verdict } from './gap.ts';
import { type Demand, hubPolicyFaults } from './hub-policy.ts';
import { judgeSeen, type Looked } from './looked.ts';
import { hubFault } from './repair.ts';
import type { RuleFacts } from './rule.ts';

export interface BusFacts {
  /** JSON; undefined for a bus without a policy. */
  readonly policy: string | undefined;
}

interface Forwarding {
  readonly busArn: string;
  readonly organizationId: string;
  /** The forwarding role of every account that should get through. */
  readonly roles: readonly string[];
}

/** Whether the hub's bus is there and lets every account's forwarding role in. */
export function judgeBus(looked: Looked<BusFacts | undefined>, wanted: Forwarding): Verdict {
  return judgeSeen({ check: 'hub-bus', what: "the hub's event bus" }, looked, (bus) => {
    if (!bus) return [hubFault(`there is no event bus ${wanted.busArn}`)];
    if (bus.policy === undefined)
      return [hubFault("the hub's bus has no policy: no member gets in")];
    return hubPolicyFaults(bus.policy, demandOn(wanted));
  });
}

function demandOn({ busArn, organizationId, roles }: Forwarding): Demand {
  const questions = roles.map((who) => {
    const context = {
      'aws:principalorgid': organizationId,
      'aws:principalarn': who,
      'aws:principalaccount': who.split(':')[4] ?? '',
      'aws:securetransport': 'true',
    };
    return { who, action: 'events:PutEvents', resource: busArn, context };
  });
  return {
    whose: "the hub's bus",
    questions,
    lacking: 'does not admit the forwarding role of the organization',
    needed: 'events:PutEvents to the roles stocktake/stocktake-forward of the organization',
  };
}

/** Whether a rule of the hub is there, switched on, and goes where it should. */
export function judgeHubRule(
  address: Required<RuleAddress>,
  looked: Looked<RuleFacts | undefined>,
  goesTo: (targetArn: string) => boolean,
): Verdict {
  const { name } = address;
  return judgeSeen({ check: 'hub-rule', what: `the hub's rule ${name}` }, looked, (rule) => {
    if (!rule) return [hubFault(`the hub's rule ${name} is missing`)];
    return [
      ...(rule.isEnabled ? [] : [switchedOff(address)]),
      ...(rule.targets.some(({ arn }) => goesTo(arn))
        ? []
        : [hubFault(`the hub's rule ${name} lacks its target`)]),
    ];
  });
}

function switchedOff(address: Required<RuleAddress>): Fault {
  return { found: `the hub's rule ${address.name} is disabled`, fix: enableRule(address) };
}

export interface StopFacts {
  readonly value: string | undefined;
  /** ISO 8601: when it was set. */
  readonly since: string | undefined;
}

/** Whether corrections are made. A mode that only reports may be meant so; one in which nobody looks is a gap. */
export function judgeStop(looked: Looked<StopFacts | undefined>): Verdict {
  const subject = { check: 'emergency-stop', what: 'the emergency stop' } as const;
  const held = readSwitch(looked.seen?.value ?? '');
  if (held?.mode === 'report' && !held.halted) {
    return { check: subject.check, gaps: [], notes: [modeFault('report', looked.seen)] };
  }
  return judgeSeen(subject, looked, stopFaults);
}

function stopFaults(stop: StopFacts | undefined): readonly Fault[] {
  const held = readSwitch(stop?.value ?? '');
  if (held?.halted) return [{ found: `enforcement is halted since ${sinceOf(stop)}`, fix: resume }];
  if (held) return held.mode === 'correct' ? [] : [modeFault(held.mode, stop)];
  const text = stop?.value === undefined ? 'is missing' : `holds "${stop.value.trim()}"`;
  return [{ found: `the emergency stop ${text}: nothing is corrected`, fix: resume }];
}

const resume = 'npm run stocktake -- resume';

function modeFault(mode: Mode, stop: StopFacts | undefined): Fault {
  const found = `nothing is corrected: the mode is ${mode} since ${sinceOf(stop)}`;
  return { found, fix: 'npm run stocktake -- mode correct' };
}

function sinceOf(stop: StopFacts | undefined): string {
  return stop?.since ?? 'an unknown time';
}
