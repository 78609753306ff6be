import { describe, expect, test } from '@jest/globals';
import {
  type BucketEntry,
  blankEntry,
  entriesOf,
  entryOf,
} from '../../../infra/aws/ledger-item.ts';
import { updateOf } from '../../../infra/aws/ledger-update.ts';

const bucket = { account: '111111111111', region: 'eu-west-1', name: 'acme-logs' };
const key = { pk: { S: 'ACCOUNT#111111111111' }, sk: { S: 'BUCKET#acme-logs#eu-west-1' } };
const noon = Date.parse('2026-11-24T12:00:00.750Z');

function anObservation(overrides = {}) {
  return {
    outcome: 'corrected',
    observedAt: noon,
    rules: ['daily'],
    surplus: [],
    ...overrides,
  } as const;
}

/** What the item holds once the update is carried out. */
function itemAfter(known: BucketEntry, overrides = {}): BucketEntry {
  const update = updateOf(known, anObservation(overrides));
  const written = Object.entries(update.ExpressionAttributeValues).map(
    ([name, value]) => [name.slice(1), value] as const,
  );
  return entryOf({ ...key, ...Object.fromEntries(written) });
}

describe('an observation', () => {
  test('is read back as it was written', () => {
    expect(itemAfter(blankEntry(bucket), { surplus: ['stocktake-old'] })).toMatchObject({
      account: '111111111111',
      region: 'eu-west-1',
      bucket: 'acme-logs',
      state: 'compliant',
      outcome: 'corrected',
      since: '2026-11-24T12:00:00.750Z',
      checkedAt: '2026-11-24T12:00:00.750Z',
      observedAt: noon,
      rules: ['daily'],
      surplus: ['stocktake-old'],
    });
  });

  test('is read back with what was agreed', () => {
    const agreed = { reason: 'It rotates', owner: 'platform@example.com', expires: '2027-03-31' };
    const known = blankEntry(bucket);
    const withTicket = { ...agreed, ticket: 'SEC-1042' };

    const [first, second] = [agreed, withTicket].map(
      (exemption) => itemAfter(known, { outcome: 'exempt', exemption }).exemption,
    );

    expect(first).toEqual(agreed);
    expect(second).toEqual(withTicket);
    expect(itemAfter(known).exemption).toBeUndefined();
  });

  test.each([{ S: 'It rotates' }, { M: {} }, { M: { reason: { S: 'It rotates' } } }])(
    'has no exemption where somebody wrote %j',
    (exemption) => {
      expect(entryOf({ ...key, exemption }).exemption).toBeUndefined();
    },
  );

  test('leaves `since` where it is while the state stays', () => {
    const since = '2026-11-01T00:00:00.000Z';
    const known = { ...blankEntry(bucket), state: 'compliant', since } as const;

    expect(itemAfter(known, { outcome: 'compliant' }).since).toBe(since);
  });

  test('moves `since` with the state', () => {
    const known = {
      ...blankEntry(bucket),
      state: 'failed',
      since: '2026-11-01T00:00:00.000Z',
    } as const;

    expect(itemAfter(known).since).toBe('2026-11-24T12:00:00.750Z');
  });

  test('removes a cause that is over', () => {
    expect(updateOf(blankEntry(bucket), anObservation()).UpdateExpression).toMatch(
      / REMOVE #cause, /,
    );
  });

  test('of a bucket that is certainly gone ends what was known of its birth', () => {
    const born = { ...blankEntry(bucket), createdAt: noon - 60_000 };

    expect(itemAfter(born, { outcome: 'gone', goneSince: noon }).deletedAt).toBe(
      Date.parse('2026-11-24T12:00:00Z'),
    );
  });
});

describe('the creator', () => {
  const creator = { S: 'arn:aws:iam::111111111111:role/ci-deployer' };
  const at = (ms: number) => ({ N: String(ms) });

  test.each([
    ['is known from the birth on', { createdAt: at(2_000) }, creator.S],
    ['is forgotten with the death', { createdAt: at(2_000), deletedAt: at(3_000) }, undefined],
    ['is that of the next birth', { createdAt: at(4_000), deletedAt: at(3_000) }, creator.S],
    [
      'survives a death in the second of the next birth',
      { createdAt: at(3_000), deletedAt: at(3_000) },
      creator.S,
    ],
    ['is unknown without a birth', {}, undefined],
  ])('%s', (_, times, expected) => {
    expect(entryOf({ ...key, creator, ...times }).creator).toBe(expected);
  });
});

describe('an item under the key of a bucket', () => {
  const under = (sk: string, bucket: string, region: string) => ({
    pk: key.pk,
    sk: { S: sk },
    bucket: { S: bucket },
    region: { S: region },
  });

  test('is of no bucket where it says that it is of another one, as the keys of old did', () => {
    const old = under('BUCKET#eu-west-1#acme-logs', 'acme-logs', 'eu-west-1');

    expect(entriesOf([old])).toEqual({ entries: [], unreadable: ['BUCKET#eu-west-1#acme-logs'] });
  });

  test('may have the capitals that us-east-1 allowed once', () => {
    const legacy = under('BUCKET#Acme_Logs#us-east-1', 'Acme_Logs', 'us-east-1');

    expect(entriesOf([legacy]).entries).toMatchObject([{ bucket: 'Acme_Logs' }]);
  });
});
