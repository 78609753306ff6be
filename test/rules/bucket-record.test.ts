import { describe, expect, test } from '@jest/globals';
import {
  type AccountOfRecord,
  bucketCells,
  bucketColumns,
  type RecordedEntry,
} from '../../rules/bucket-record.ts';

const listedAt = Date.parse('2026-11-28T02:15:00Z');
const anAccount: AccountOfRecord = { name: 'payments-prod' };

function anEntry(entry: Partial<RecordedEntry> = {}): RecordedEntry {
  return {
    account: '111111111111',
    region: 'eu-west-1',
    bucket: 'cards',
    rules: [],
    reports: {},
    ...entry,
  };
}

function cellsOf(entry: Partial<RecordedEntry>, account = anAccount): Record<string, string> {
  const cells = bucketCells(anEntry(entry), account);
  return Object.fromEntries(bucketColumns.map((column, index) => [column, cells[index] ?? 'none']));
}

describe('bucketCells', () => {
  test('fills every column, in their order', () => {
    const entry = anEntry({
      state: 'exempt',
      cause: 'denied',
      since: '2026-11-20T00:00:00.000Z',
      checkedAt: '2026-11-27T00:00:00.000Z',
      rules: ['daily', 'weekly'],
      configuration: 'c0ffee',
      mandate: 'a1b2c3',
      reports: { daily: { at: listedAt }, hourly: {}, weekly: { at: listedAt } },
      exemption: { owner: 'vendor@example.com', reason: 'It is agreed.', expires: '2027-03-31' },
      creator: 'arn:aws:iam::111111111111:role/deploy',
      reason: 'An exemption holds.',
    });

    expect(bucketCells(entry, anAccount)).toEqual([
      '111111111111',
      'payments-prod',
      'eu-west-1',
      'cards',
      'exempt',
      'denied',
      '2026-11-20T00:00:00.000Z',
      '2026-11-27T00:00:00.000Z',
      'daily weekly',
      'c0ffee',
      'a1b2c3',
      'daily 2026-11-28T02:15:00.000Z; weekly 2026-11-28T02:15:00.000Z',
      'vendor@example.com',
      'It is agreed.',
      '2027-03-31',
      'arn:aws:iam::111111111111:role/deploy',
      'An exemption holds.',
    ]);
  });

  test('leaves empty what is not known; a bucket that nobody has judged is unknown', () => {
    const filled = Object.entries(cellsOf({})).filter(([, cell]) => cell !== '');

    expect(Object.fromEntries(filled)).toEqual({
      account: '111111111111',
      'account name': 'payments-prod',
      region: 'eu-west-1',
      bucket: 'cards',
      state: 'unknown',
    });
  });

  test.each([
    ['2026-11-27T00:00:00.000Z', listedAt, '2026-11-28T02:15:00.000Z'],
    ['2026-11-28T09:00:00.000Z', listedAt, '2026-11-28T09:00:00.000Z'],
    ['2026-11-27T00:00:00.000Z', undefined, '2026-11-27T00:00:00.000Z'],
    [undefined, listedAt, ''],
  ])(
    'one judged at %s in an account listed at %s was checked at "%s"',
    (checkedAt, at, checked) => {
      expect(cellsOf({ checkedAt }, { ...anAccount, listedAt: at })).toMatchObject({ checked });
    },
  );
});
