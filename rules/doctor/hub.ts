import type { Fault, Verdict } from './gap.ts';
import { judge, type Looked } from './looked.ts';
import { answer } from './policy.ts';
import { repairHub } from './repair.ts';
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
  return judge({ check: 'hub-bus', what: "the hub's event bus" }, looked, (bus) => {
    if (!bus) return [fault(`there is no event bus ${wanted.busArn}`)];
    if (bus.policy === undefined) return [fault("the hub's bus has no policy: no member gets in")];
    return busPolicyFaults(bus.policy, wanted);
  });
}

function busPolicyFaults(policy: string, { busArn, organizationId, roles }: Forwarding): Fault[] {
  const answers = roles.map((who) => {
    const context = {
      'aws:principalorgid': organizationId,
      'aws:principalarn': who,
      'aws:principalaccount': who.split(':')[4] ?? '',
      'aws:securetransport': 'true',
    };
    return answer(policy, { who, action: 'events:PutEvents', resource: busArn, context });
  });
  if (answers.includes('refused'))
    return [
      fault("the policy of the hub's bus does not admit the forwarding role of the organization"),
    ];
  if (!answers.includes('unclear')) return [];
  return [
    {
      found: "the policy of the hub's bus could not be understood",
      fix: 'look yourself: it must allow events:PutEvents to the roles stocktake/stocktake-forward of the organization',
    },
  ];
}

/** Whether a rule of the hub is there, switched on, and goes where it should. */
export function judgeHubRule(
  name: string,
  looked: Looked<RuleFacts | undefined>,
  goesTo: (targetArn: string) => boolean,
): Verdict {
  return judge({ check: 'hub-rule', what: `the hub's rule ${name}` }, looked, (rule) => {
    if (!rule) return [fault(`the hub's rule ${name} is missing`)];
    return [
      ...(rule.isEnabled ? [] : [switchedOff(name)]),
      ...(rule.targets.some(({ arn }) => goesTo(arn))
        ? []
        : [fault(`the hub's rule ${name} lacks its target`)]),
    ];
  });
}

function switchedOff(name: string): Fault {
  const fix = `aws events enable-rule --event-bus-name stocktake --name ${name}`;
  return { found: `the hub's rule ${name} is disabled`, fix };
}

export interface StopFacts {
  readonly value: string | undefined;
  /** ISO 8601: when it was set. */
  readonly since: string | undefined;
}

/** Whether corrections are made. */
export function judgeStop(looked: Looked<StopFacts | undefined>): Verdict {
  return judge({ check: 'emergency-stop', what: 'the emergency stop' }, looked, (stop) => {
    const value = stop?.value?.trim();
    if (value === 'correct') return [];
    const fix = 'npm run stocktake -- resume';
    if (value === 'halted')
      return [{ found: `enforcement is halted since ${stop?.since ?? 'an unknown time'}`, fix }];
    const held = value === undefined ? 'is missing' : `holds "${value}"`;
    return [{ found: `the emergency stop ${held}: nothing is corrected`, fix }];
  });
}

function fault(found: string): Fault {
  return { found, fix: repairHub };
}
