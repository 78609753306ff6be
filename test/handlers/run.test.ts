import { describe, expect, test } from '@jest/globals';
import type { Sighting } from '../../handlers/messages.ts';
import { fallenShort, type History } from '../../handlers/run.ts';
import type { Failure } from '../../infra/aws/failure.ts';
import { blankEntry } from '../../infra/aws/ledger-item.ts';

const bucket = { account: '111111111111', region: 'eu-west-1', name: 'acme-logs' };
const now = Date.parse('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;

function aSighting(overrides: Partial<Sighting>): Sighting {
  return { bucket, event: 'check', at: now, ...overrides };
}

function aHistory(overrides: Partial<History> = {}): History {
  return { sighting: aSighting({}), now, random: () => 0.5, ...overrides };
}

function aFailure(overrides: Partial<Failure>): Failure {
  return {
    cause: 'throttled',
    message: 'SlowDown: Please reduce your request rate.',
    ...overrides,
  };
}

describe('a failure that may pass', () => {
  test('defers the bucket and brings the message back with its trail', () => {
    const run = fallenShort(bucket, aFailure({}), aHistory());

    expect(run).toMatchObject({
      outcome: 'deferred',
      cause: 'throttled',
      next: { do: 'come-back', delay: expect.any(Number) },
      trail: { cause: 'throttled', attempts: 1, firstSeen: now },
    });
  });

  test('waits at least as long as AWS asks', () => {
    const run = fallenShort(bucket, aFailure({ retryAfter: 120 }), aHistory());

    expect(run.next).toEqual({ do: 'come-back', delay: 120 });
  });

  test('counts on where the message stood', () => {
    const firstSeen = now - 60_000;
    const trail = { cause: 'throttled', attempts: 3, firstSeen } as const;

    const run = fallenShort(bucket, aFailure({}), aHistory({ trail }));

    expect(run.trail).toEqual({ cause: 'throttled', attempts: 4, firstSeen });
  });

  test.each([
    ['goes on counting when trouble changes its face', 'unavailable', 4],
    ['counts attempts anew when they are made otherwise', 'conflict', 1],
  ] as const)('%s', (_, cause, attempts) => {
    const firstSeen = now - 60_000;
    const trail = { cause, attempts: 3, firstSeen } as const;

    const run = fallenShort(bucket, aFailure({}), aHistory({ trail }));

    expect(run.trail).toEqual({ cause: 'throttled', attempts, firstSeen });
  });

  test('ends, even if it changes its face every time', () => {
    const trail = { cause: 'timeout', attempts: 30, firstSeen: now - 2 * HOUR } as const;

    expect(fallenShort(bucket, aFailure({}), aHistory({ trail })).next).toEqual({ do: 'bury' });
  });

  test('starts anew after a wait that was none of its own', () => {
    const trail = { cause: 'role-not-ready', attempts: 40, firstSeen: now - 5 * HOUR } as const;

    const run = fallenShort(bucket, aFailure({}), aHistory({ trail }));

    expect(run.trail).toEqual({ cause: 'throttled', attempts: 1, firstSeen: now });
  });

  test('ends as a dead letter once the patience is spent', () => {
    const trail = { cause: 'throttled', attempts: 30, firstSeen: now - 2 * HOUR } as const;

    const run = fallenShort(bucket, aFailure({}), aHistory({ trail }));

    expect(run).toMatchObject({ outcome: 'failed', cause: 'throttled', next: { do: 'bury' } });
  });

  test('keeps what was known of rules and surplus', () => {
    const known = { ...blankEntry(bucket), rules: ['daily'], surplus: ['stocktake-old'] };

    const run = fallenShort(bucket, aFailure({}), aHistory({ known }));

    expect(run).toMatchObject({ rules: ['daily'], surplus: ['stocktake-old'] });
  });
});

describe('a bucket that S3 does not know', () => {
  const gone = aFailure({
    cause: 'gone',
    message: 'NoSuchBucket: The specified bucket does not exist',
  });

  test('is gone, quietly', () => {
    const run = fallenShort(bucket, gone, aHistory());

    expect(run).toMatchObject({ outcome: 'gone', next: { do: 'nothing' } });
    expect(run.cause).toBeUndefined();
  });

  test('is not visible yet when it was created a minute ago', () => {
    const known = { ...blankEntry(bucket), createdAt: now - 60_000 };

    const run = fallenShort(bucket, gone, aHistory({ known }));

    expect(run).toMatchObject({ outcome: 'deferred', cause: 'not-yet-visible' });
  });

  test('is gone when the event says so, however young: event times are whole seconds', () => {
    const known = { ...blankEntry(bucket), createdAt: now, deletedAt: now };
    const sighting = aSighting({ event: 'deleted' });

    expect(fallenShort(bucket, gone, aHistory({ known, sighting })).outcome).toBe('gone');
  });

  test('is not visible yet when the event says so, but of an earlier bucket of the name', () => {
    const known = { ...blankEntry(bucket), createdAt: now - 60_000 };
    const sighting = aSighting({ event: 'deleted', at: now - 120_000 });

    expect(fallenShort(bucket, gone, aHistory({ known, sighting })).cause).toBe('not-yet-visible');
  });

  test('is not visible yet when somebody changed it a minute ago, even if nobody saw its birth', () => {
    const sighting = aSighting({ event: 'tagged', at: now - 60_000 });
    const known = blankEntry(bucket);

    expect(fallenShort(bucket, gone, aHistory({ known, sighting })).cause).toBe('not-yet-visible');
  });

  test('ends what is known of its birth only when that is certain', () => {
    const born = (createdAt: number) => ({ ...blankEntry(bucket), createdAt });

    const unknown = fallenShort(bucket, gone, aHistory({ known: blankEntry(bucket) }));
    const old = fallenShort(bucket, gone, aHistory({ known: born(now - 2 * HOUR) }));
    const told = fallenShort(
      bucket,
      gone,
      aHistory({ known: born(now - 1_000), sighting: aSighting({ event: 'deleted' }) }),
    );

    expect([unknown.goneSince, old.goneSince, told.goneSince]).toEqual([undefined, now, now]);
  });

  test('is gone when it was created eleven minutes ago', () => {
    const known = { ...blankEntry(bucket), createdAt: now - 660_000 };

    expect(fallenShort(bucket, gone, aHistory({ known })).outcome).toBe('gone');
  });
});

describe('a bucket in another region', () => {
  const elsewhere = aFailure({ cause: 'wrong-region', region: 'us-east-1' });

  test('is followed there', () => {
    expect(fallenShort(bucket, elsewhere, aHistory()).elsewhere).toBe('us-east-1');
  });

  test('is followed once', () => {
    const run = fallenShort(bucket, elsewhere, aHistory({ redirected: true }));

    expect(run).toMatchObject({ outcome: 'failed', cause: 'wrong-region' });
    expect(run.elsewhere).toBeUndefined();
  });

  test('is not followed to where we already are', () => {
    const here = aFailure({ cause: 'wrong-region', region: 'eu-west-1' });

    expect(fallenShort(bucket, here, aHistory()).outcome).toBe('failed');
  });
});

describe('a bucket of another owner', () => {
  const foreign = aFailure({ cause: 'wrong-owner', message: 'AccessDenied: Access Denied' });

  test('is no concern of ours when all we have is the record of a call on it', () => {
    const known = blankEntry(bucket);
    const sighting = aSighting({ event: 'tagged' });

    expect(fallenShort(bucket, foreign, aHistory({ known, sighting })).outcome).toBe('gone');
  });

  test('is one when the bucket was ours before', () => {
    const known = { ...blankEntry(bucket), state: 'compliant' } as const;
    const sighting = aSighting({ event: 'tagged' });

    expect(fallenShort(bucket, foreign, aHistory({ known, sighting })).outcome).toBe('failed');
  });

  test('is none any more once we hear that ours was deleted', () => {
    const known = { ...blankEntry(bucket), state: 'failed' } as const;
    const sighting = aSighting({ event: 'deleted' });

    expect(fallenShort(bucket, foreign, aHistory({ known, sighting })).outcome).toBe('gone');
  });
});

describe('a failure that will not pass', () => {
  test('of an owner is recorded and over', () => {
    const run = fallenShort(bucket, aFailure({ cause: 'wrong-owner' }), aHistory());

    expect(run).toMatchObject({ outcome: 'failed', cause: 'wrong-owner', next: { do: 'nothing' } });
  });

  test('of a message is a dead letter at once', () => {
    const run = fallenShort(bucket, aFailure({ cause: 'malformed-message' }), aHistory());

    expect(run).toMatchObject({ outcome: 'failed', next: { do: 'bury' } });
  });
});
