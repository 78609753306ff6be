import { describe, expect } from '@jest/globals';
import { edited, editedTogether, without } from '../edited-templates.ts';
import { denied, disable, HUB, here, inTurn, leave } from './harms.ts';
import { type Case, fixes, testGaps, times } from './test-gaps.ts';

const topic = `arn:aws:sns:eu-west-1:${HUB}:stocktake-alerts`;
const subscribe = `aws sns subscribe --region eu-west-1 --topic-arn ${topic} --protocol email --notification-endpoint …`;

const inTheHub: Readonly<Record<string, Case>> = {
  'a bus that is not there': {
    // Its rules are not there either, the queues hear of others, and every forwarding rule leads astray.
    checks: [
      'hub-bus',
      ...times(7, 'hub-rule'),
      ...times(6, 'hub-queue'),
      ...times(15, 'forwarding-rule'),
    ],
    templates: elsewhere('HubBus', '"Name":"stocktake"', '"Name":"other"'),
    gap: {
      check: 'hub-bus',
      found: `there is no event bus arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`,
      fix: fixes.hub,
    },
  },
  'a bus without a policy': {
    templates: without('hub', 'HubBusPolicy'),
    gap: {
      check: 'hub-bus',
      found: "the hub's bus has no policy: no member gets in",
      fix: fixes.hub,
    },
  },
  'a bus for another role': {
    templates: edited('hub', 'HubBusPolicy', (text) => text.replace('stocktake-forward', 'other')),
    gap: {
      check: 'hub-bus',
      found: "the policy of the hub's bus does not admit the forwarding role of the organization",
      fix: fixes.hub,
    },
  },
  'a bus with an odd policy': {
    templates: edited('hub', 'HubBusPolicy', (text) =>
      text.replace('aws:PrincipalArn', 'aws:RequestedRegion'),
    ),
    gap: {
      check: 'hub-bus',
      found: "the policy of the hub's bus could not be understood",
      fix: expect.stringContaining('look yourself'),
    },
  },
  'a rule of the hub that is disabled': {
    harm: disable(HUB, 'stocktake-checks', 'stocktake'),
    gap: {
      check: 'hub-rule',
      found: "the hub's rule stocktake-checks is disabled",
      fix: 'aws events enable-rule --region eu-west-1 --event-bus-name stocktake --name stocktake-checks',
    },
  },
  'a rule of the hub that is missing': {
    templates: edited('hub', 'IncidentsRule', (text) =>
      text.replace('stocktake-incidents', 'stocktake-others'),
    ),
    gap: {
      check: 'hub-rule',
      found: "the hub's rule stocktake-incidents is missing",
      fix: fixes.hub,
    },
  },
  'a rule of the hub that leads elsewhere': {
    templates: edited('hub', 'CallsRule', (text) =>
      text.replace('"WorkQueue"', '"DeadLetterQueue"'),
    ),
    gap: {
      check: 'hub-rule',
      found: "the hub's rule stocktake-calls lacks its target",
      fix: fixes.hub,
    },
  },
  'a queue that is not there': {
    // Both rules lead to the other one.
    checks: ['hub-rule', 'hub-rule', 'hub-queue'],
    templates: elsewhere('WorkQueue', 'stocktake-work', 'other'),
    gap: { check: 'hub-queue', found: 'the work queue is missing', fix: fixes.hub },
  },
  'a queue that is closed to rules': {
    // Both queues have this policy.
    checks: times(2, 'hub-queue'),
    templates: edited('hub', 'QueuePolicy', (text) =>
      text.replace('events.amazonaws.com', 'sns.amazonaws.com'),
    ),
    gap: {
      check: 'hub-queue',
      found:
        'the policy of the work queue does not let EventBridge send for every rule that needs it',
      fix: fixes.hub,
    },
  },
  'a queue with an odd policy': {
    // Both queues have this policy.
    checks: times(2, 'hub-queue'),
    templates: edited('hub', 'QueuePolicy', (text) =>
      text.replace('aws:SourceArn', 'aws:RequestedRegion'),
    ),
    gap: {
      check: 'hub-queue',
      found: 'the policy of the dead-letter queue could not be understood',
      fix: expect.stringContaining('look yourself'),
    },
  },
  'a queue that keeps what fails': {
    templates: edited('hub', 'WorkQueue', (text) =>
      text.replace(/,"RedrivePolicy":\{.*?"maxReceiveCount":5\}/, ''),
    ),
    gap: {
      check: 'hub-queue',
      found: 'the work queue does not hand on what fails too often',
      fix: fixes.hub,
    },
  },
  'a queue that is not encrypted': {
    templates: edited('hub', 'DeadLetterQueue', (text) =>
      text.replace('"SqsManagedSseEnabled":true', '"SqsManagedSseEnabled":false'),
    ),
    gap: {
      check: 'hub-queue',
      found: 'the dead-letter queue is not encrypted',
      fix: fixes.hub,
    },
  },
  'a queue for notices that is not there': {
    // The queue whose failures it is to keep hands them to another.
    checks: times(2, 'hub-queue'),
    templates: editedTogether('hub', {
      Untold: (text) => text.replace('stocktake-untold', 'other'),
      OperatorRole: atLarge,
    }),
    gap: {
      check: 'hub-queue',
      found: 'the queue stocktake-untold is missing',
      fix: fixes.hub,
    },
  },
  'a queue for notices that is closed to a rule': {
    templates: edited('hub', 'UntoldPolicy', (text) => text.replaceAll('stocktake-*', 'other-*')),
    gap: {
      check: 'hub-queue',
      found:
        'the policy of the queue stocktake-untold does not let EventBridge send for every rule that needs it',
      fix: fixes.hub,
    },
  },
  'a queue for notices that is not encrypted': {
    templates: edited('hub', 'Untold', (text) =>
      text.replace('"SqsManagedSseEnabled":true', '"SqsManagedSseEnabled":false'),
    ),
    gap: {
      check: 'hub-queue',
      found: 'the queue stocktake-untold is not encrypted',
      fix: fixes.hub,
    },
  },
  'notices that reached nobody': {
    harm: (hub) => inTurn(hub, leave(HUB, 'stocktake-untold'), leave(HUB, 'stocktake-untold')),
    gap: {
      check: 'untold',
      found: '2 notices reached nobody',
      fix: `the attribute ERROR_MESSAGE of a message says why: mend that, then aws sqs purge-queue --region eu-west-1 --queue-url https://sqs.eu-west-1.amazonaws.com/${HUB}/stocktake-untold`,
    },
  },
  'reports that arrived and are not noted': {
    harm: leave(HUB, 'stocktake-lost-deliveries'),
    gap: {
      check: 'undelivered',
      found: '1 report arrived and could not be noted',
      fix: expect.stringContaining('docs/runbook.md#stocktake-lost-deliveries'),
    },
  },
  'a topic that is not there': {
    templates: editedTogether('hub', {
      AlertTopic: (text) => text.replace('stocktake-alerts', 'other'),
      OperatorRole: (text) => text.replaceAll('{"Ref":"AlertTopic"}', '"*"'),
    }),
    gap: { check: 'alerts', found: `there is no topic ${topic}`, fix: fixes.hub },
  },
  'a topic that nobody subscribed to': {
    parameters: { AlertEmail: '' },
    gap: {
      check: 'alerts',
      found: 'nobody has confirmed to be told',
      fix: `deploy the hub with an AlertEmail, or ${subscribe}`,
    },
  },
  'a topic whose subscriber has not confirmed': {
    harm: ({ organization }) => organization.machines.topics.hesitate(topic),
    gap: {
      check: 'alerts',
      found: 'nobody is told: the address has not confirmed yet',
      fix: `follow the link in the mail that AWS has sent; for another one, ${subscribe}`,
    },
  },
  'a topic that wants to know the source': {
    templates: noticesOnlyIf('{"ArnLike":{"aws:SourceArn":"arn:aws:events:*"}}'),
    gap: {
      check: 'alerts',
      found:
        'the policy of the topic for alerts does not let EventBridge publish without a condition on the source',
      fix: fixes.hub,
    },
  },
  'a topic with an odd policy': {
    templates: noticesOnlyIf('{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}'),
    gap: {
      check: 'alerts',
      found: 'the policy of the topic for alerts could not be understood',
      fix: expect.stringContaining('it must allow sns:Publish to events.amazonaws.com'),
    },
  },
  'dead letters': {
    harm: leave(HUB, 'stocktake-dead-letter'),
    gap: {
      check: 'dead-letters',
      found: '1 message waits in the dead-letter queue to be kept in the ledger',
      fix: 'if they are still there in a quarter of an hour, the log of the function stocktake-dead-letter says why they cannot be kept',
    },
  },
  'an emergency stop': {
    harm: (hub) => hub.stocktake('halt'),
    gap: {
      check: 'emergency-stop',
      found: expect.stringMatching(/^enforcement is halted since \d{4}-\d\d-\d\dT/),
      fix: 'npm run stocktake -- resume',
    },
  },
  'an emergency stop that is not there': {
    templates: editedTogether('hub', { SettingsParameter: otherStop, OperatorRole: otherStop }),
    gap: {
      check: 'emergency-stop',
      found: 'the emergency stop is missing: nothing is corrected',
      fix: 'npm run stocktake -- resume',
    },
  },
  'an emergency stop of an odd kind': {
    harm: ({ organization }) =>
      organization.machines.parameters.put(
        { account: HUB, region: here },
        '/stocktake/enforcement',
        'paused',
      ),
    gap: {
      check: 'emergency-stop',
      found: 'the emergency stop holds "paused": nothing is corrected',
      fix: 'npm run stocktake -- resume',
    },
  },
  'an organization that tells nothing': {
    harm: ({ organization }) => organization.faults.next(1, { operation: 'ListAccounts' }, denied),
    gap: {
      check: 'could-not-look',
      found:
        'the accounts of the organization could not be looked at: AccessDeniedException: You shall not see',
      fix: expect.stringContaining('look there yourself'),
    },
  },
};

describe('doctor finds in the hub', () => testGaps(inTheHub));

/** Templates whose bus or queue has another name than the settings say, and an operator who may look at whatever there is. */
function elsewhere(resource: 'HubBus' | 'WorkQueue', name: string, other: string) {
  const said = {
    HubBus: 'stocktake',
    WorkQueue: `https://sqs.eu-west-1.amazonaws.com/${HUB}/stocktake-work`,
  };
  const asSaid = (text: string) => text.replaceAll(`\${${resource}}`, said[resource]);
  return editedTogether('hub', {
    [resource]: (text) => text.replace(name, other),
    SettingsParameter: asSaid,
    OperatorRole: (text) => asSaid(atLarge(text)),
  });
}

/** The operator's role, for whatever there is. */
function atLarge(role: string): string {
  return role.replaceAll(/\{"Fn::GetAtt":[^}]*\}/g, '"*"');
}

/** A policy of the topic for alerts that admits EventBridge on a condition. */
function noticesOnlyIf(condition: string) {
  return edited('hub', 'AlertTopicPolicy', (text) =>
    text.replace('"Sid":"Notices"', `"Sid":"Notices","Condition":${condition}`),
  );
}

/** Says that the emergency stop is where there is none. */
function otherStop(text: string): string {
  return text.replaceAll(/\$\{EnforcementParameter\}/g, '/stocktake/other');
}
