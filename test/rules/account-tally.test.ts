import { describe, expect, test } from '@jest/globals';
import {
  type AccountTally,
  counted,
  differencesIn,
  emptyTally,
  type Judged,
} from '../../rules/account-tally.ts';

const aBucket: Judged = {
  region: 'eu-west-1',
  name: 'payments-orders',
  listedAs: 1_000,
  outcome: 'compliant',
  wasJudged: true,
  wanted: [],
  isMissed: false,
};

function tallyOf(...buckets: readonly Partial<Judged>[]): AccountTally {
  return buckets.reduce<AccountTally>(
    (tally, bucket) => counted(tally, { ...aBucket, ...bucket }),
    emptyTally,
  );
}

describe('the tally of an account', () => {
  test('counts by region and outcome', () => {
    const tally = tallyOf({}, { outcome: 'exempt' }, { region: 'us-east-1', outcome: 'failed' });

    expect(tally).toMatchObject({
      listed: { 'eu-west-1': 2, 'us-east-1': 1 },
      accounted: { 'eu-west-1': 2, 'us-east-1': 1 },
      outcomes: { compliant: 1, exempt: 1, failed: 1 },
      judged: 3,
    });
  });

  test('tells what is to be corrected by whether it was judged before, and counts it as no outcome yet', () => {
    const drifted = { outcome: 'drifted' } as const;

    const tally = tallyOf(
      { ...drifted, wanted: ['put', 'delete'] },
      { ...drifted, wanted: ['put'], wasJudged: false },
      drifted,
    );

    expect(tally).toMatchObject({ changes: 1, fresh: 1, deletes: 1, outcomes: { drifted: 1 } });
  });

  test('remembers of missed buckets how many, the youngest and one by name', () => {
    const tally = tallyOf(
      { isMissed: true, listedAs: 5_000 },
      { isMissed: true, listedAs: 3_000, name: 'payments-refunds' },
    );

    expect(tally.missed).toEqual({
      'eu-west-1': { buckets: 2, newest: 5_000, example: 'payments-orders' },
    });
  });

  test('takes one that is missed and whose age S3 does not tell for as old as can be', () => {
    expect(tallyOf({ isMissed: true, listedAs: undefined }).missed).toMatchObject({
      'eu-west-1': { newest: 0 },
    });
  });
});

describe('a difference', () => {
  test.each([
    ['is there still, though S3 does not list it', 'compliant', 1],
    ['is gone', 'gone', 0],
    ['cannot be told yet', 'deferred', 0],
  ] as const)('is counted of a bucket that %s', (_, outcome, differences) => {
    const tally = tallyOf({}, { listedAs: undefined, outcome });

    expect(differencesIn(tally)).toEqual(
      differences === 0 ? [] : [{ region: 'eu-west-1', listed: 1, accounted: 2 }],
    );
  });

  test('is none where a bucket was deleted after it had been listed', () => {
    expect(differencesIn(tallyOf({ outcome: 'gone' }))).toEqual([]);
  });

  test('is none of a directory bucket, which S3 lists elsewhere', () => {
    const directory = { name: 'train--euw1-az1--x-s3', listedAs: undefined } as const;

    expect(differencesIn(tallyOf({}, directory))).toEqual([]);
  });

  test('is told of every region, in order', () => {
    const tally = {
      ...emptyTally,
      listed: { 'us-east-1': 1, 'eu-west-1': 2 },
      accounted: { 'ap-south-1': 3, 'eu-west-1': 2 },
    };

    expect(differencesIn(tally)).toEqual([
      { region: 'ap-south-1', listed: 0, accounted: 3 },
      { region: 'us-east-1', listed: 1, accounted: 0 },
    ]);
  });
});
