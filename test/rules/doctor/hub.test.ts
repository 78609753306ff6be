import { describe, expect, test } from '@jest/globals';
import { judgeBus, judgeHubRule, judgeStop } from '../../../rules/doctor/hub.ts';
import { judgeHubQueue, judgeWaiting, type QueueFacts } from '../../../rules/doctor/queue.ts';

const busArn = 'arn:aws:events:eu-west-1:100000000002:event-bus/stocktake';
const role = 'arn:aws:iam::111111111111:role/stocktake/stocktake-forward';
const forwarding = { busArn, organizationId: 'o-stocktake1', roles: [role] };

function busPolicy(organization: string, more: object = {}): string {
  return JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: busArn,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': organization, ...more } },
    },
  });
}

describe("the hub's bus", () => {
  test('is well when it admits the forwarding roles', () => {
    const verdict = judgeBus({ seen: { policy: busPolicy('o-stocktake1') } }, forwarding);

    expect(verdict).toEqual({ check: 'hub-bus', gaps: [] });
  });

  test.each([
    ['there is no event bus', undefined],
    ['has no policy', { policy: undefined }],
    ['does not admit', { policy: busPolicy('o-other') }],
    ['could not be understood', { policy: busPolicy('o-stocktake1', { 'aws:x': 'y' }) }],
  ])('%s', (found, seen) => {
    const { gaps } = judgeBus({ seen }, forwarding);

    expect(gaps).toEqual([
      expect.objectContaining({ check: 'hub-bus', found: expect.stringContaining(found) }),
    ]);
  });

  test('asks for roles and not for anything else', () => {
    const { gaps } = judgeBus(
      { seen: { policy: busPolicy('o-other') } },
      { ...forwarding, roles: ['s'] },
    );

    expect(gaps).toHaveLength(1);
  });
});

describe('a rule of the hub', () => {
  const rule = { isEnabled: true, targets: [{ arn: 'queue', role: undefined }] };
  const calls = { name: 'stocktake-calls', bus: 'stocktake', region: 'eu-west-1' };

  test.each([
    ['', rule],
    ['is missing', undefined],
    ['is disabled', { ...rule, isEnabled: false }],
    ['lacks its target', { ...rule, targets: [] }],
  ])('%s', (found, seen) => {
    const { gaps } = judgeHubRule(calls, { seen }, (arn) => arn === 'queue');

    const expected = found === '' ? [] : [`the hub's rule stocktake-calls ${found}`];
    expect(gaps.map((gap) => gap.found)).toEqual(expected);
  });
});

describe('the emergency stop', () => {
  test.each([
    [{ value: ' correct\n', since: 'x' }, []],
    [{ value: 'halted', since: '2026-11-24' }, ['enforcement is halted since 2026-11-24']],
    [{ value: 'halted', since: undefined }, ['enforcement is halted since an unknown time']],
    [{ value: 'halted report', since: 'x' }, ['enforcement is halted since x']],
    [{ value: 'off', since: 'x' }, ['nothing is corrected: the mode is off since x']],
    [{ value: 'report', since: 'x' }, []],
    [{ value: 'maybe\n', since: 'x' }, ['the emergency stop holds "maybe": nothing is corrected']],
    [undefined, ['the emergency stop is missing: nothing is corrected']],
  ])('%j', (seen, found) => {
    const { gaps } = judgeStop({ seen });

    expect(gaps.map((gap) => gap.found)).toEqual(found);
  });

  test('in a mode that only reports is worth a note, and no gap', () => {
    const { notes } = judgeStop({ seen: { value: 'report', since: '2026-11-24' } });

    expect(notes).toEqual([
      {
        found: 'nothing is corrected: the mode is report since 2026-11-24',
        fix: 'npm run stocktake -- mode correct',
      },
    ]);
  });
});

describe('a queue of the hub', () => {
  const arn = 'arn:aws:sqs:eu-west-1:100000000002:stocktake-work';
  const rule = 'arn:aws:events:eu-west-1:100000000002:rule/stocktake/stocktake-calls';
  const wanted = { what: 'the work queue', arn, rules: [rule], redrivesTo: 'dead' };

  function queuePolicy(condition: object): string {
    const who = { Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' };
    const Condition = { ArnEquals: condition };
    return JSON.stringify({ Statement: [{ Effect: 'Allow', ...who, Resource: arn, Condition }] });
  }

  const well: QueueFacts = {
    policy: queuePolicy({ 'aws:SourceArn': [rule] }),
    redrivesTo: 'dead',
    isEncrypted: true,
    waiting: 0,
  };

  test.each<[string, QueueFacts | undefined, readonly string[]]>([
    ['well', well, []],
    ['not there', undefined, ['is missing']],
    ['not encrypted', { ...well, isEncrypted: false }, ['is not encrypted']],
    ['without a way out', { ...well, redrivesTo: undefined }, ['does not hand on']],
    ['without a policy', { ...well, policy: undefined }, ['does not let EventBridge send']],
    [
      'closed to a rule',
      { ...well, policy: queuePolicy({ 'aws:SourceArn': 'x' }) },
      ['does not let'],
    ],
    ['unclear', { ...well, policy: queuePolicy({ 'aws:x': 'y' }) }, ['could not be understood']],
  ])('is %s', (_, seen, found) => {
    const { gaps } = judgeHubQueue({ seen }, wanted);

    expect(gaps.map((gap) => gap.found)).toEqual(
      found.map((text) => expect.stringContaining(text)),
    );
  });

  test('is asked for rules of whatever name', () => {
    const { gaps } = judgeHubQueue({ seen: well }, { ...wanted, rules: ['odd'] });

    expect(gaps).toHaveLength(1);
  });

  test.each([
    [undefined, []],
    [{ ...well, waiting: 1 }, ['1 letter']],
    [{ ...well, waiting: 7 }, ['7 letters']],
  ])('with messages in it: %#', (seen, found) => {
    const texts = { one: 'letter', many: 'letters', fix: 'read them' };

    const { gaps } = judgeWaiting({ check: 'dead-letters', what: 'the queue' }, { seen }, texts);

    expect(gaps.map((gap) => gap.found)).toEqual(found);
  });
});
