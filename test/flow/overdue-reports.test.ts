import { GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { planBucket } from '../../handlers/plan.ts';
import { settleReports } from '../../handlers/sweep/overdue.ts';
import { surveyBucket } from '../../handlers/sweep/survey-bucket.ts';
import { surveyPage } from '../../handlers/sweep/survey-page.ts';
import { emptyTally } from '../../rules/account-tally.ts';
import { aBucket, deleteBucket } from './actors.ts';
import type { House } from './house.ts';
import {
  aReportingHouse,
  DAY,
  deliver,
  HOUR,
  keeper,
  REPORTS,
  reportOf,
  review,
  said,
} from './reporting-house.ts';
import { ledgerEntry, notices } from './traces.ts';

const missing = 'Reports do not arrive in rule daily';

/** What the sweep does with a bucket once a day. */
async function survey(house: House): Promise<void> {
  await surveyBucket(house.operator, await ledgerEntry(house, aBucket), 1);
}

/** The same where S3 does not list it any more. */
async function surveyGone(house: House): Promise<void> {
  const page = { buckets: [], next: undefined };
  const step = {
    account: aBucket.account,
    sweep: 1,
    page,
    told: () => undefined,
    skipped: () => undefined,
  };
  await surveyPage(house.operator, step, { startedAt: house.clock.now(), tally: emptyTally });
}

describe('a report that does not arrive', () => {
  const withoutS3 = JSON.stringify({ Version: '2012-10-17', Statement: [] });

  async function policyOf(house: House): Promise<string> {
    const { Policy = '' } = await keeper(house).send(
      new GetBucketPolicyCommand({ Bucket: REPORTS }),
    );
    return Policy;
  }

  async function setPolicy(house: House, Policy: string): Promise<void> {
    await keeper(house).send(new PutBucketPolicyCommand({ Bucket: REPORTS, Policy }));
  }

  test('is an incident that says why, until it arrives', async () => {
    const house = await aReportingHouse();
    const policy = await policyOf(house);
    await setPolicy(house, withoutS3);
    await house.clock.advance(2 * DAY - 2 * HOUR);
    await survey(house);
    await review(house);
    const early = notices(house);

    await house.clock.advance(2 * HOUR);
    await survey(house);
    await survey(house);
    await review(house);
    const opened = notices(house);
    const reason = said(house);
    await setPolicy(house, policy);
    await deliver(house);
    await review(house);

    expect(early).toEqual([]);
    expect(opened).toContain(`opened: ${missing}: 1 report`);
    expect(opened).toHaveLength(2);
    expect(reason).toBe(
      `the report of ${aBucket.name} is overdue: the policy of the bucket ${REPORTS} does not let S3 in for any account`,
    );
    expect(notices(house).slice(2)).toEqual([`closed: Over: ${missing}`]);
    expect(await reportOf(house)).toEqual({ at: expect.any(Number), heardAt: expect.any(Number) });
  });

  test('is nobody’s when its bucket is gone', async () => {
    const house = await aReportingHouse();
    await house.clock.advance(3 * DAY);
    await survey(house);
    await review(house);

    await deleteBucket(house, aBucket);
    await house.clock.advance(HOUR);
    await surveyGone(house);
    await review(house);

    expect(notices(house).filter((notice) => notice.includes(missing))).toEqual([
      `opened: ${missing}: 1 report`,
      `closed: Over: ${missing}`,
    ]);
  });

  test('is nobody’s once its configuration is switched off', async () => {
    const house = await aReportingHouse();
    await house.clock.advance(3 * DAY);
    await survey(house);
    const entry = await ledgerEntry(house, aBucket);
    const { judgement } = await planBucket(house.operator, entry);
    const demanded = judgement.desired.inventories.map(({ inventory, ...demand }) => ({
      ...demand,
      inventory: { ...inventory, IsEnabled: false },
    }));

    await settleReports(house.operator, entry, { outcome: 'compliant', demanded });

    expect(await reportOf(house)).toBeUndefined();
  });

  test('is looked for once at a destination, whoever waits for it', async () => {
    const house = await aReportingHouse();
    await house.clock.advance(3 * DAY);

    await survey(house);
    await survey(house);

    const looks = house.organization.calls.filter(
      ({ operation }) => operation === 'GetBucketPolicy',
    );
    expect(looks).toHaveLength(1);
    expect(await reportOf(house)).toEqual({ isOverdue: true });
    expect(await reportOf(house, 'weekly')).toEqual({ isOverdue: true });
  });
});
