import { describe, expect, test } from '@jest/globals';
import type { Check } from '../../../../rules/doctor/gap.ts';
import { aHub, anAccount } from '../a-hub.ts';
import { edited, withDefault } from '../edited-templates.ts';
import { denied, disable, HUB, here, KEEPER, leave, MANAGEMENT, MEMBER } from './harms.ts';
import { type Case, fixes, testGaps, times } from './test-gaps.ts';

/** In four accounts and three regions. */
const everywhere = (check: Check) => times(12, check);

const inAccounts: Readonly<Record<string, Case>> = {
  'a member role that cannot be assumed': {
    seed: { accounts: seedAccounts(MEMBER) },
    gap: {
      check: 'member-role',
      account: MEMBER,
      found: 'the role stocktake-member cannot be assumed, so that no bucket is corrected',
      fix: fixes.roles,
    },
  },
  'a management account without the stacks': {
    seed: { accounts: seedAccounts(MANAGEMENT) },
    gap: {
      check: 'member-role',
      account: MANAGEMENT,
      found:
        'the role stocktake-member cannot be assumed in the management account, so that no bucket is corrected',
      fix: expect.stringContaining(
        'deploy infra/stacksets/member-roles.yaml there by hand, as docs/deploy.md says',
      ),
    },
  },
  'a doctor role that cannot be assumed': {
    checks: times(3, 'doctor-role'), // in every account but the one that keeps reports
    templates: edited('member-roles', 'DoctorRole', (text) =>
      text.replace('{', '{"Condition":"KeepsReports",'),
    ),
    gap: {
      check: 'doctor-role',
      account: MEMBER,
      found: 'the role stocktake-doctor cannot be assumed, so that nothing more was looked at',
      fix: fixes.roles,
    },
  },
  'a forwarding rule that is missing': {
    checks: everywhere('forwarding-rule'),
    templates: edited('member-rules', 'ForwardRule', (text) =>
      text.replace('"stocktake-forward"', '"stocktake-others"'),
    ),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: 'the rule stocktake-forward is missing',
      fix: fixes.rules,
    },
  },
  'a forwarding rule that is disabled': {
    harm: disable(MEMBER, 'stocktake-forward'),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: 'the rule stocktake-forward is disabled',
      fix: `with credentials of ${MEMBER}: aws events enable-rule --region eu-west-1 --name stocktake-forward`,
    },
  },
  'a rule for reports that is disabled': {
    harm: disable(KEEPER, 'stocktake-deliveries'),
    gap: {
      check: 'forwarding-rule',
      account: KEEPER,
      region: here,
      found: 'the rule stocktake-deliveries is disabled',
      fix: `with credentials of ${KEEPER}: aws events enable-rule --region eu-west-1 --name stocktake-deliveries`,
    },
  },
  'a rule for alarms that is disabled': {
    harm: disable(MEMBER, 'stocktake-undelivered'),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: 'the rule stocktake-undelivered is disabled',
      fix: `with credentials of ${MEMBER}: aws events enable-rule --region eu-west-1 --name stocktake-undelivered`,
    },
  },
  'a rule for reports that is missing': {
    checks: times(3, 'forwarding-rule'), // one a region
    templates: edited('destination', 'DeliveriesRule', (text) =>
      text.replace('"stocktake-deliveries"', '"stocktake-others"'),
    ),
    gap: {
      check: 'forwarding-rule',
      account: KEEPER,
      region: here,
      found: 'the rule stocktake-deliveries is missing',
      fix: 'unless its instance is named under stack-instance, the stack there does not notice: put it back by hand as infra/stacksets/destination.yaml says',
    },
  },
  'a forwarding rule that leads elsewhere': {
    checks: everywhere('forwarding-rule'),
    templates: edited('member-rules', 'ForwardRule', (text) =>
      text.replace('{"Ref":"HubBusArn"}', `"arn:aws:events:eu-west-1:${HUB}:event-bus/other"`),
    ),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: "the rule stocktake-forward does not lead to the hub's bus",
      fix: fixes.rules,
    },
  },
  'a forwarding rule with another role': {
    checks: everywhere('forwarding-rule'),
    templates: edited('member-rules', 'ForwardRule', (text) =>
      text.replace('role/stocktake/stocktake-forward', 'role/other'),
    ),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: 'the rule stocktake-forward does not forward with the role stocktake-forward',
      fix: fixes.rules,
    },
  },
  'events that did not reach the hub': {
    harm: leave(MEMBER, 'stocktake-undelivered'),
    gap: {
      check: 'undelivered',
      account: MEMBER,
      region: here,
      found: '1 event in stocktake-undelivered did not reach the hub',
      fix: `the attribute ERROR_MESSAGE of a message says why: mend that, then with credentials of ${MEMBER}: aws sqs purge-queue --region eu-west-1 --queue-url https://sqs.eu-west-1.amazonaws.com/${MEMBER}/stocktake-undelivered ; and for the buckets that were missed: npm run stocktake -- plan --account ${MEMBER}`,
    },
  },
  'reports that the hub did not hear of': {
    harm: leave(KEEPER, 'stocktake-undelivered-reports'),
    gap: {
      check: 'undelivered',
      account: KEEPER,
      region: here,
      found: '1 event in stocktake-undelivered-reports did not reach the hub',
      fix: expect.stringMatching(/ --queue-url \S+\/222222222222\/stocktake-undelivered-reports$/),
    },
  },
  'a trail that is stopped': {
    harm: ({ organization }) => organization.machines.trails.stop(MEMBER, here),
    gap: {
      check: 'trail',
      account: MEMBER,
      region: here,
      found: 'no trail is logging there',
      fix: `with credentials of ${MANAGEMENT}: aws cloudtrail start-logging --region eu-west-1 --name stocktake-organization-trail`,
    },
  },
  'a trail of reads': {
    checks: everywhere('trail'),
    harm: ({ organization }) => organization.machines.trails.recordReadsOnly(),
    gap: {
      check: 'trail',
      account: MEMBER,
      region: here,
      found: 'no trail that logs there records management events that write',
      fix: expect.stringContaining(
        `; with credentials of ${MANAGEMENT}: aws cloudtrail put-event-selectors --region eu-west-1 --trail-name stocktake-organization-trail --event-selectors '[{`,
      ),
    },
  },
  'no trail': {
    checks: everywhere('trail'),
    harm: ({ organization }) => organization.machines.trails.remove(),
    gap: {
      check: 'trail',
      account: MEMBER,
      region: here,
      found: 'no trail: EventBridge hears of no call there',
      fix: expect.stringContaining('aws cloudtrail create-trail'),
    },
  },
  'a governed region that is not enabled': {
    harm: ({ organization }) => organization.machines.regions.disable(MEMBER, 'ap-southeast-2'),
    gap: {
      check: 'region-enabled',
      account: MEMBER,
      region: 'ap-southeast-2',
      found: 'the region is governed, but not enabled in the account',
      fix: expect.stringContaining(
        `aws account enable-region --account-id ${MEMBER} --region-name ap-southeast-2`,
      ),
    },
  },
  'a region that somebody opted in to': {
    harm({ organization }) {
      for (const account of [MEMBER, HUB])
        organization.machines.regions.enable(account, 'me-south-1');
    },
    gap: {
      check: 'region-governed',
      region: 'me-south-1',
      found: '2 accounts have me-south-1 enabled, where no rule watches',
      fix: fixes.regions,
    },
  },
  'an account that does not tell its regions': {
    harm: ({ organization }) => organization.faults.next(1, { operation: 'ListRegions' }, denied),
    gap: {
      check: 'could-not-look',
      found: 'the regions could not be looked at: AccessDeniedException: You shall not see',
    },
  },
};

describe('doctor finds in the accounts', () => testGaps(inAccounts));

test('alarms that were done without are no gap', async () => {
  const templates = withDefault('UndeliveredAlarms', 'false');
  const hub = await aHub(undefined, undefined, { templates });

  const ran = await hub.stocktake('doctor', '--json');

  expect(JSON.parse(ran.out).gaps).toEqual([]);
});

test('a region that everybody has and nobody governs is worth a note, and no gap', async () => {
  const hub = await aHub();
  hub.organization.machines.regions.enable(MEMBER, 'us-west-2');
  const found = '1 region that AWS enables for everybody, where no rule watches: us-west-2';

  const ran = await hub.stocktake('doctor');
  const { out } = await hub.stocktake('doctor', '--json');

  expect(ran.code).toBe(0);
  expect(ran.out).toContain(`\n· ${found}\n`);
  expect(ran.out).not.toContain('no region is enabled that nobody governs');
  expect(JSON.parse(out)).toMatchObject({ healthy: true, gaps: [], notes: [{ found }] });
});

function seedAccounts(without: string) {
  const ids = {
    [MEMBER]: 'payments',
    [MANAGEMENT]: 'management',
    [HUB]: 'hub',
    [KEEPER]: 'keeper',
  };
  return Object.entries(ids).map(([id, name]) =>
    anAccount(id, { name, role: id === without ? 'missing' : 'present' }),
  );
}
