import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../rules/answer.ts';
import type { BucketFacts } from '../../rules/bucket.ts';
import { ask, askedKeys, together } from '../../rules/selector.ts';
import type { Selector } from '../../rules/selector-schema.ts';
import { aBucket, aMandate, anExemption, aRule } from './builders.ts';

const nothingKnown: BucketFacts = { account: '111111111111', region: 'eu-west-1', name: 'cards' };

describe('ask', () => {
  test.each<[Selector, Answer, Answer]>([
    [{ accounts: ['333333333333', '111111111111'] }, 'met', 'met'],
    [{ accounts: ['333333333333'] }, 'unmet', 'unmet'],
    [{ regions: ['us-*', 'eu-*'] }, 'met', 'met'],
    [{ regions: ['us-*'] }, 'unmet', 'unmet'],
    [{ names: ['c?rds'] }, 'met', 'met'],
    [{ names: ['card'] }, 'unmet', 'unmet'],
    [{ units: ['Sandbox', 'Workloads/**'] }, 'met', 'unknown'],
    [{ units: ['Workloads'] }, 'unmet', 'unknown'],
    [{ accountTags: { tier: ['gold'] } }, 'met', 'unknown'],
    [{ accountTags: { tier: ['g*'], owner: ['me'] } }, 'unmet', 'unknown'],
    [{ bucketTags: { data: ['personal', 'pay*'] } }, 'met', 'unknown'],
    [{ bucketTags: { data: ['personal'] } }, 'unmet', 'unknown'],
    [{ bucketTags: { toString: ['*'] } }, 'unmet', 'unknown'],
    [{ creators: ['arn:aws:iam::*:role/deploy'] }, 'met', 'unknown'],
    [{ creators: ['arn:aws:iam::*:user/*'] }, 'unmet', 'unknown'],
  ])('%j: %s, and %s where no more than the name is known', (selector, known, unknown) => {
    const answers = [aBucket(), nothingKnown].map((facts) =>
      ask('where', selector, facts).map(({ answer }) => answer),
    );

    expect(answers).toEqual([[known], [unknown]]);
  });

  test('one unit that is met settles it, though another is not known', () => {
    const facts = aBucket({ unitIds: undefined });

    const findings = ask('where', { units: ['ou-abcd-11111111', 'Workloads/*'] }, facts);

    expect(together(findings)).toBe('met');
  });

  test('a finding says what was wanted and what was found', () => {
    const facts = aBucket({ bucketTags: { data: 'payment', secret: 'x' } });

    const findings = ask('unless', { bucketTags: { data: ['personal'] } }, facts);

    expect(findings).toEqual([
      {
        clause: 'unless',
        key: 'bucketTags',
        answer: 'unmet',
        wanted: { data: ['personal'] },
        found: { data: 'payment' },
      },
    ]);
  });

  test('what is not known is not found', () => {
    const [finding] = ask('where', { accountTags: { tier: ['gold'] } }, nothingKnown);

    expect(finding?.found).toBeUndefined();
  });

  test('a key that holds nothing asks nothing', () => {
    const selector = Object.fromEntries([['units', undefined]]) as Selector;

    expect(ask('where', selector, aBucket())).toEqual([]);
  });
});

describe('together', () => {
  test('no findings mean everyone', () => {
    expect(together([])).toBe('met');
  });
});

describe('askedKeys', () => {
  const mandate = aMandate({
    rules: [aRule({ where: { regions: ['eu-*'] }, unless: { units: ['Sandbox'] } }), aRule()],
    exemptions: [
      anExemption({ where: { creators: ['arn:*'] }, expires: '2026-11-23' }),
      anExemption({ where: { bucketTags: { x: ['y'] } }, expires: '2026-11-24' }),
    ],
  });

  test('where, unless and current exemptions ask', () => {
    expect(askedKeys(mandate, '2026-11-24')).toEqual(new Set(['regions', 'units', 'bucketTags']));
  });

  test('a rollout to units asks where the account is', () => {
    const rules = [aRule({ rollout: { units: ['Sandbox'] } }), aRule({ rollout: { share: 10 } })];

    expect(askedKeys(aMandate({ rules }))).toEqual(new Set(['units']));
  });

  test('without a day every exemption asks', () => {
    expect(askedKeys(mandate)).toContain('creators');
  });
});
