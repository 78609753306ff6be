import { describe, expect, test } from '@jest/globals';
import { judge, ungoverned } from '../../rules/judge.ts';
import { aBucket, aMandate, anExemption, aRule } from './builders.ts';

const TODAY = '2026-11-24';

describe('ungoverned', () => {
  const directory = { name: 'fast--use1-az4--x-s3' };
  const inactive = 'unmatched: the account is not active but SUSPENDED';

  test.each([
    ['enforce', aBucket(), 'governed'],
    ['enforce', aBucket({ accountState: undefined }), 'governed'],
    ['enforce', aBucket({ accountState: 'SUSPENDED' }), inactive],
    ['enforce', aBucket(directory), 'governed'],
    ['ignore', aBucket(), 'governed'],
    ['ignore', aBucket(directory), 'unsupported: the mandate says directoryBuckets: ignore'],
    ['ignore', aBucket({ ...directory, accountState: 'SUSPENDED' }), inactive],
  ] as const)('%#: %s', (directoryBuckets, facts, expected) => {
    const found = ungoverned({ directoryBuckets }, facts);

    expect(found ? `${found.standing}: ${found.reason}` : 'governed').toBe(expected);
  });
});

describe('judge', () => {
  test('a bucket that is not governed is unmatched for a reason, and nothing is desired', () => {
    const judgement = judge(aMandate(), aBucket({ accountState: 'PENDING_CLOSURE' }), TODAY);

    expect(judgement).toEqual({
      standing: 'unmatched',
      reason: 'the account is not active but PENDING_CLOSURE',
      rules: [],
      expired: [],
      desired: { inventories: [], kept: [], prune: false, ungoverned: true },
    });
  });

  test('every rule gets its verdict with its findings', () => {
    const rule = aRule({ where: { regions: ['eu-*'] }, unless: { names: ['x'] } });

    const [verdict] = judge(aMandate({ rules: [rule] }), aBucket(), TODAY).rules;

    expect(verdict).toMatchObject({
      rule: 'daily',
      applies: true,
      enforcement: 'correct',
      findings: [
        { clause: 'where', key: 'regions', answer: 'met' },
        { clause: 'unless', key: 'names', answer: 'unmet' },
      ],
    });
  });

  test('unless excludes only when all its keys hold', () => {
    const unless = { names: ['cards'], regions: ['us-*'] };

    const [verdict] = judge(aMandate({ rules: [aRule({ unless })] }), aBucket(), TODAY).rules;

    expect(verdict?.applies).toBe(true);
  });

  test('an exemption that is met is told, with the rules it takes away', () => {
    const exemption = anExemption({ rules: ['daily'], ticket: 'SEC-1' });

    const judgement = judge(aMandate({ exemptions: [exemption] }), aBucket(), TODAY);

    expect(judgement.exemption).toEqual({
      reason: 'It is agreed.',
      owner: 'platform@example.com',
      ticket: 'SEC-1',
      expires: '2027-03-31',
      rules: ['daily'],
      findings: [],
    });
  });

  test('an expired exemption is told and does not count', () => {
    const exemption = anExemption({ expires: '2026-11-23' });

    const judgement = judge(aMandate({ exemptions: [exemption] }), aBucket(), TODAY);

    expect([judgement.standing, judgement.expired]).toEqual(['governed', [exemption]]);
  });

  test('an expired exemption of other buckets is not told', () => {
    const exemption = anExemption({ where: { names: ['other'] }, expires: '2026-11-23' });

    expect(judge(aMandate({ exemptions: [exemption] }), aBucket(), TODAY).expired).toEqual([]);
  });

  test('whether an exempt rule applies does not matter', () => {
    const mandate = aMandate({
      rules: [aRule({ where: { creators: ['arn:*'] } })],
      exemptions: [anExemption()],
    });

    const { standing, desired } = judge(mandate, aBucket({ creator: undefined }), TODAY);

    expect([standing, desired.kept]).toEqual(['exempt', ['daily']]);
  });

  test('an exemption that is met makes one that is unknown irrelevant', () => {
    const unknown = anExemption({ where: { creators: ['arn:*'] } });
    const mandate = aMandate({ exemptions: [unknown, anExemption()] });

    expect(judge(mandate, aBucket({ creator: undefined }), TODAY).standing).toBe('exempt');
  });

  test('an exemption that may be met makes the rule neither demanded nor surplus', () => {
    const mandate = aMandate({ exemptions: [anExemption({ where: { creators: ['arn:*'] } })] });

    const { standing, desired } = judge(mandate, aBucket({ creator: undefined }), TODAY);

    expect({ standing, desired }).toEqual({
      standing: 'undecided',
      desired: { inventories: [], kept: ['daily'], prune: false },
    });
  });
});
