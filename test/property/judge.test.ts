import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BucketFacts } from '../../rules/bucket.ts';
import { type Judgement, judge } from '../../rules/judge.ts';
import { askedKeys } from '../../rules/selector.ts';
import { bucketFacts, mandate } from './arbitraries.ts';

const TODAY = '2026-11-24';

/** Every fact filled in: nothing is unknown any more. */
function completed(facts: BucketFacts): BucketFacts {
  const known = {
    unit: '',
    unitIds: [],
    accountTags: {},
    bucketTags: {},
    creator: 'arn:aws:iam::',
  };
  const given = Object.entries(facts).filter(([, fact]) => fact !== undefined);
  return { ...facts, ...known, ...Object.fromEntries(given) };
}

function certainties({ rules }: Judgement) {
  return rules.map(({ rule, applies, exempt }) => ({ rule, applies, exempt }));
}

describe('judge', () => {
  test('a rule applies exactly when all of where is met and not all of unless', () => {
    fc.assert(
      fc.property(mandate, bucketFacts, (document, facts) => {
        const { rules } = judge(document, completed(facts), TODAY);

        for (const { applies, findings } of rules) {
          const unless = findings.filter(({ clause }) => clause === 'unless');
          const where = findings.filter(({ clause }) => clause === 'where');
          const excluded = unless.length > 0 && unless.every(({ answer }) => answer === 'met');
          expect(applies).toBe(where.every(({ answer }) => answer === 'met') && !excluded);
        }
      }),
    );
  });

  test('where everything is known nothing is undecided', () => {
    fc.assert(
      fc.property(mandate, bucketFacts, (document, facts) => {
        expect(judge(document, completed(facts), TODAY).standing).not.toBe('undecided');
      }),
    );
  });

  test('learning more never overturns what was certain', () => {
    fc.assert(
      fc.property(mandate, bucketFacts, (document, facts) => {
        const before = certainties(judge(document, facts, TODAY));
        const after = certainties(judge(document, completed(facts), TODAY));

        const overturned = before.filter(
          ({ applies }, index) => applies !== 'unknown' && applies !== after[index]?.applies,
        );
        expect(overturned).toEqual([]);
      }),
    );
  });

  test('a fact that is not asked for makes no difference', () => {
    fc.assert(
      fc.property(mandate, bucketFacts, (document, facts) => {
        const asked = askedKeys(document, TODAY);
        const fewer = {
          ...facts,
          accountTags: asked.has('accountTags') ? facts.accountTags : undefined,
          bucketTags: asked.has('bucketTags') ? facts.bucketTags : undefined,
          creator: asked.has('creators') ? facts.creator : undefined,
          unit: asked.has('units') ? facts.unit : undefined,
        };

        const { expired, ...judgement } = judge(document, facts, TODAY);

        expect({ ...judge(document, fewer, TODAY), expired }).toEqual({ ...judgement, expired });
      }),
    );
  });
});
