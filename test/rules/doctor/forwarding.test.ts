import { describe, expect, test } from '@jest/globals';
import {
  judgeForwarding,
  memberForwarder,
  reportForwarder,
} from '../../../rules/doctor/forwarding.ts';
import { judgeRole } from '../../../rules/doctor/roles.ts';

const member = { id: '111111111111', isManagement: false };
const management = { id: '100000000001', isManagement: true };
const workshop = { hubRegion: 'eu-west-1', callAs: 'SELF', units: {} } as const;
const refused = { cause: 'role-not-ready', message: 'no' };
const place = { account: member, region: 'eu-west-1', hubBusArn: 'hub', role: 'forward', workshop };
const alarmRule = { seen: undefined };
const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/111111111111/stocktake-undelivered';
const rule = { isEnabled: true, targets: [{ arn: 'hub', role: 'forward' }] };

describe('a forwarding rule', () => {
  test.each([
    ['', rule],
    ['is missing', undefined],
    ['is disabled', { ...rule, isEnabled: false }],
    ["does not lead to the hub's bus", { ...rule, targets: [] }],
    [
      'does not forward with the role stocktake-forward',
      { ...rule, targets: [{ arn: 'hub', role: undefined }] },
    ],
  ])('%s', (found, seen) => {
    const facts = { rule: { seen }, alarmRule, queue: { seen: undefined }, queueUrl };

    const [verdict] = judgeForwarding(memberForwarder, place, facts);

    const where = { account: member.id, region: 'eu-west-1' };
    const expected = { ...where, found: `the rule stocktake-forward ${found}` };
    expect(verdict?.gaps).toEqual(found === '' ? [] : [expect.objectContaining(expected)]);
  });

  test.each([
    ['may be absent', undefined, []],
    ['may be enabled', rule, []],
    [
      'is a gap when disabled',
      { ...rule, isEnabled: false },
      ['the rule stocktake-undelivered is disabled'],
    ],
  ])('has one beside it for alarms, which %s', (_, seen, found) => {
    const queue = { seen: undefined };
    const facts = { rule: { seen: rule }, alarmRule: { seen }, queue, queueUrl };

    const [verdict] = judgeForwarding(memberForwarder, place, facts);

    expect(verdict?.gaps.map((gap) => gap.found)).toEqual(found);
  });

  test('of the management account is deployed by hand', () => {
    const facts = { rule: { seen: undefined }, alarmRule, queue: { seen: undefined }, queueUrl };

    const [verdict] = judgeForwarding(memberForwarder, { ...place, account: management }, facts);

    expect(verdict?.gaps[0]?.fix).toContain('infra/stacksets/member-rules.yaml there by hand');
  });

  test.each([
    [memberForwarder, true],
    [reportForwarder, false],
  ])('whose events stayed behind may have missed buckets: %j', (forwarder, isPlanned) => {
    const queue = { policy: undefined, redrivesTo: undefined, isEncrypted: true, waiting: 1 };
    const facts = { rule: { seen: rule }, alarmRule, queue: { seen: queue }, queueUrl };

    const [, verdict] = judgeForwarding(forwarder, place, facts);

    const fix = verdict?.gaps[0]?.fix;
    expect(fix).toContain(`aws sqs purge-queue --region eu-west-1 --queue-url ${queueUrl}`);
    expect(fix?.includes('npm run stocktake -- plan --account 111111111111')).toBe(isPlanned);
  });

  test('has a queue that should be empty', () => {
    const queue = { policy: undefined, redrivesTo: undefined, isEncrypted: true, waiting: 2 };
    const facts = { rule: { seen: rule }, alarmRule, queue: { seen: queue }, queueUrl };

    const [, verdict] = judgeForwarding(memberForwarder, place, facts);

    expect(verdict?.gaps).toEqual([
      expect.objectContaining({
        check: 'undelivered',
        found: '2 events in stocktake-undelivered did not reach the hub',
      }),
    ]);
  });
});

describe('a role', () => {
  test('is well when it can be assumed', () => {
    expect(judgeRole('member-role', { account: member, workshop }, { seen: {} }).gaps).toEqual([]);
  });

  test('of a member comes with the stack set', () => {
    const [gap] = judgeRole('doctor-role', { account: member, workshop }, { refused }).gaps;

    expect(gap).toMatchObject({
      check: 'doctor-role',
      account: '111111111111',
      found: 'the role stocktake-doctor cannot be assumed, so that nothing more was looked at',
      fix: expect.stringContaining('--stack-set-name stocktake-member-roles'),
    });
  });

  test('of the management account comes by hand', () => {
    const [gap] = judgeRole('member-role', { account: management, workshop }, { refused }).gaps;

    expect(gap).toMatchObject({
      found: expect.stringContaining('assumed in the management account, so that'),
      fix: expect.stringContaining('by hand'),
    });
  });

  test('that STS did not answer for was not looked at', () => {
    const throttled = { cause: 'throttled', message: 'Throttling: slow down' };

    const [gap] = judgeRole(
      'member-role',
      { account: member, workshop },
      { refused: throttled },
    ).gaps;

    expect(gap?.check).toBe('could-not-look');
  });
});
