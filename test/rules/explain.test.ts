import { describe, expect, test } from '@jest/globals';
import type { BucketFacts } from '../../rules/bucket.ts';
import { explain } from '../../rules/explain.ts';
import type { Inventory } from '../../rules/inventory.ts';
import { judge } from '../../rules/judge.ts';
import type { Mandate } from '../../rules/mandate.ts';
import { planChanges } from '../../rules/plan.ts';
import { aBucket, aMandate, anExemption, anInventory, aRule } from './builders.ts';

function explained(mandate: Mandate, facts: BucketFacts, observed: readonly Inventory[] = []) {
  const judgement = judge(mandate, facts, '2026-11-24');
  return explain(judgement, planChanges(judgement.desired, observed), facts);
}

describe('explain', () => {
  test('tells where the bucket stands, why, and what is to be done', () => {
    const mandate = aMandate({
      rules: [
        aRule({
          where: { units: ['Workloads/**'], bucketTags: { data: ['personal', 'payment'] } },
        }),
        aRule({ id: 'weekly', where: { regions: ['us-*'], names: ['cards'] } }),
      ],
    });

    expect(explained(mandate, aBucket())).toEqual([
      'Bucket cards (account 111111111111 payments-prod, eu-west-1) is governed by 1 of 2 rules.',
      'Rule daily applies: its organizational unit Workloads/Production meets Workloads/**; its tags data=payment meet data=personal|payment.',
      'Rule weekly does not apply: its region eu-west-1 does not meet us-*.',
      'Configuration stocktake-daily is to be put in place: there is no configuration stocktake-daily.',
    ]);
  });

  test('a rule for everyone needs no reason, an exclusion is one', () => {
    const unless = { names: ['cards'], bucketTags: { data: ['payment'] } };
    const mandate = aMandate({
      rules: [aRule({ enforcement: 'report' }), aRule({ id: 'weekly', unless })],
    });

    expect(explained(mandate, aBucket({ accountName: undefined })).slice(0, 3)).toEqual([
      'Bucket cards (account 111111111111, eu-west-1) is governed by 1 of 2 rules.',
      'Rule daily applies (it reports only): it is for everyone.',
      'Rule weekly does not apply: its name cards meets the exclusion of cards; its tags data=payment meet the exclusion of data=payment.',
    ]);
  });

  test('an exclusion that is not met speaks for a rule', () => {
    const mandate = aMandate({ rules: [aRule({ unless: { units: ['Sandbox'] } })] });

    expect(explained(mandate, aBucket({ unit: '' }))).toContain(
      'Rule daily applies: its organizational unit (the root) does not meet the exclusion of Sandbox.',
    );
  });

  test('fields that a directory bucket does not have are told', () => {
    const inventory = {
      ...aRule().inventory,
      fields: ['Size', 'ObjectOwner', 'ReplicationStatus'],
    };
    const mandate = aMandate({
      rules: [aRule({ inventory }), aRule({ id: 'other', inventory, where: { names: ['cards'] } })],
    });

    expect(explained(mandate, aBucket({ name: 'fast--euw1-az1--x-s3' })).slice(1, 3)).toEqual([
      'Rule daily applies: it is for everyone. It goes without ObjectOwner, ReplicationStatus, which S3 does not report of a directory bucket.',
      'Rule other does not apply: its name fast--euw1-az1--x-s3 does not meet cards.',
    ]);
  });

  test('a directory bucket that the mandate ignores is told so', () => {
    const mandate = aMandate({ directoryBuckets: 'ignore' });

    expect(explained(mandate, aBucket({ name: 'fast--euw1-az1--x-s3' }))).toEqual([
      'Bucket fast--euw1-az1--x-s3 (account 111111111111 payments-prod, eu-west-1) is left without inventories: the mandate says directoryBuckets: ignore.',
    ]);
  });

  test('an exemption is told with who answers for it', () => {
    const mandate = aMandate({ exemptions: [anExemption({ ticket: 'SEC-1' })] });

    expect(explained(mandate, aBucket())).toEqual([
      'Bucket cards (account 111111111111 payments-prod, eu-west-1) is exempt from every rule that would apply to it.',
      'Rule daily applies: it is for everyone. It is exempt: It is agreed (platform@example.com, SEC-1, until 2027-03-31).',
    ]);
  });

  test('what is not known is named', () => {
    const mandate = aMandate({
      rules: [
        aRule({ where: { creators: ['arn:aws:iam::*:role/deploy'] } }),
        aRule({ id: 'weekly' }),
      ],
      exemptions: [anExemption({ rules: ['weekly'], where: { bucketTags: { keep: ['out'] } } })],
    });
    const facts = aBucket({ creator: undefined, bucketTags: undefined });

    expect(explained(mandate, facts)).toEqual([
      'Bucket cards (account 111111111111 payments-prod, eu-west-1) cannot be decided fully, because a fact about it is not known.',
      'Rule daily may apply: its creator is not known, to be held against arn:aws:iam::*:role/deploy.',
      'Rule weekly applies: it is for everyone. Whether it is exempt is not known: It is agreed (platform@example.com, until 2027-03-31).',
    ]);
  });

  test('a unit whose ids are not known may be the one', () => {
    const mandate = aMandate({ rules: [aRule({ where: { units: ['ou-abcd-11111111'] } })] });

    expect(explained(mandate, aBucket({ unitIds: undefined }))).toContain(
      'Rule daily may apply: its organizational unit Workloads/Production may meet ou-abcd-11111111.',
    );
  });

  test('a bucket without the tags that are asked for', () => {
    const mandate = aMandate({ rules: [aRule({ where: { bucketTags: { data: ['personal'] } } })] });

    expect(explained(mandate, aBucket({ bucketTags: { other: 'x' } }))).toEqual([
      'Bucket cards (account 111111111111 payments-prod, eu-west-1) is governed by no rule.',
      'Rule daily does not apply: its tags (none of them) do not meet data=personal.',
    ]);
  });

  test('an account that is not active', () => {
    expect(explained(aMandate(), aBucket({ accountState: 'SUSPENDED' }))).toEqual([
      'Bucket cards (account 111111111111 payments-prod, eu-west-1) is not governed by the mandate: the account is not active but SUSPENDED.',
    ]);
  });

  test('an exemption that has run out', () => {
    const mandate = aMandate({ exemptions: [anExemption({ expires: '2026-01-31' })] });

    expect(explained(mandate, aBucket())).toContain(
      'An exemption has run out and no longer counts: It is agreed (platform@example.com, until 2026-01-31).',
    );
  });

  test('a change that may not be made', () => {
    const mandate = aMandate({ rules: [aRule({ enforcement: 'report' })] });

    expect(explained(mandate, aBucket()).at(-1)).toBe(
      'Configuration stocktake-daily should be, but the rule only reports, put in place: there is no configuration stocktake-daily.',
    );
  });

  test.each([
    [{ share: 1 }, '1 % of the accounts so far, and only reports here'],
    [
      { share: 1, units: ['Sandbox', 'Audit/**'] },
      '1 % of the accounts and to Sandbox, Audit/** so far, and only reports here',
    ],
    [{ units: ['Workloads/**'] }, 'Workloads/** so far, this one included'],
  ])('a rollout of %j', (rollout, told) => {
    const mandate = aMandate({ rules: [aRule({ rollout })] });

    expect(explained(mandate, aBucket())[1]).toBe(
      `Rule daily applies: it is for everyone. It is rolled out to ${told}.`,
    );
  });

  test('a rollout to units, where the unit is not known', () => {
    const mandate = aMandate({ rules: [aRule({ rollout: { units: ['Sandbox'] } })] });

    expect(explained(mandate, aBucket({ unit: undefined })).slice(1)).toEqual([
      'Rule daily applies: it is for everyone. It is rolled out to Sandbox so far, and only reports here, because the unit of this one is not known.',
      'Configuration stocktake-daily should be, but rule daily is rolled out to Sandbox so far, and the unit of this one is not known, put in place: there is no configuration stocktake-daily.',
    ]);
  });

  test.each([
    aRule({ rollout: { share: 100 } }),
    aRule({ rollout: { share: 100, units: ['Sandbox'] } }),
    aRule({ rollout: { share: 1 }, enforcement: 'report' }),
  ])('a rollout that makes no difference is not told: %j', (rule) => {
    const [, told] = explained(aMandate({ rules: [rule] }), aBucket());

    expect(told).toMatch(/^Rule daily applies( \(it reports only\))?: it is for everyone\.$/);
  });

  test('surplus that stays and surplus that goes', () => {
    const surplus = [anInventory({ Id: 'stocktake-old' })];
    const rules = [aRule({ where: { names: ['other'] } })];

    const last = [false, true].map((prune) =>
      explained(aMandate({ rules, prune }), aBucket(), surplus).at(-1),
    );

    expect(last).toEqual([
      'No rule demands stocktake-old; it stays, because the mandate does not say prune here.',
      'Configuration stocktake-old is to be removed: no rule demands it, and the mandate says prune.',
    ]);
  });
});
