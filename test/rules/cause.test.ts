import { describe, expect, test } from '@jest/globals';
import { type Cause, causes, isCause } from '../../rules/cause.ts';
import { isRetriedAlike, isSameTrouble, nextStep, type Setback } from '../../rules/next-step.ts';

const START = Date.UTC(2026, 10, 24);

function aSetback(setback: Partial<Setback> & { readonly seconds?: number } = {}): Setback {
  const { seconds = 0, ...rest } = setback;
  return {
    cause: 'throttled',
    attempts: 1,
    firstSeen: START,
    now: START + seconds * 1_000,
    random: () => 0.999_999,
    ...rest,
  };
}

/** Follows a setback, always with the longest or the shortest delay, until there is no further try. */
function follow(cause: Cause, random: number, hops = 2_000) {
  const delays: number[] = [];
  let now = START;
  for (let attempts = 1; attempts <= hops; attempts += 1) {
    const step = nextStep({ cause, attempts, firstSeen: START, now, random: () => random });
    if (step.retry === 'never') return { delays, ends: step.ends };
    delays.push(step.delay);
    now += step.delay * 1_000;
  }
  return { delays, ends: 'none yet' };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe('the table of causes', () => {
  test.each(Object.entries(causes))('%s has a sentence for people', (_, { sentence }) => {
    expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
  });

  test.each<[Cause, number, string]>([
    ['throttled', 3_600, 'dead-letter'],
    ['unavailable', 3_600, 'dead-letter'],
    ['timeout', 3_600, 'dead-letter'],
    ['unreadable', 3_600, 'dead-letter'],
    ['conflict', 600, 'dead-letter'],
    ['not-yet-visible', 600, 'gone'],
    ['role-not-ready', 86_400, 'dead-letter'],
  ])('%s is retried for %d seconds in all, then ends as %s', (cause, patience, ends) => {
    const followed = follow(cause, 0.5);

    expect({ total: sum(followed.delays), ends: followed.ends }).toEqual({ total: patience, ends });
  });

  test.each<[Cause, number, string]>([
    ['denied', 3, 'failed'],
    ['denied-by-policy', 3, 'failed'],
    ['unexpected', 2, 'dead-letter'],
  ])('%s is tried again %d times, then ends as %s', (cause, times, ends) => {
    const followed = follow(cause, 0.5);

    expect({ times: followed.delays.length, ends: followed.ends }).toEqual({ times, ends });
  });

  test.each<[Cause, string]>([
    ['region-disabled', 'failed'],
    ['wrong-owner', 'failed'],
    ['too-many-configurations', 'failed'],
    ['rejected', 'failed'],
    ['destination-invalid', 'failed'],
    ['wrong-region', 'failed'],
    ['malformed-message', 'dead-letter'],
  ])('%s is never retried and ends as %s', (cause, ends) => {
    expect(nextStep(aSetback({ cause }))).toEqual({ retry: 'never', ends });
  });

  test('a halt is waited for without end, in hops short enough to be back soon', () => {
    const { delays, ends } = follow('halted', 0.999_999);

    expect([Math.min(...delays), Math.max(...delays), ends]).toEqual([40, 40, 'none yet']);
  });

  test('a halt never makes anybody come back at once', () => {
    expect(follow('halted', 0, 3).delays).toEqual([30, 30, 30]);
  });
});

describe('nextStep', () => {
  test('the longest delay doubles until the cap', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 30].map((attempts) => nextStep(aSetback({ attempts })));

    expect(delays.map((step) => step.retry === 'later' && step.delay)).toEqual([
      4, 8, 16, 32, 64, 128, 256, 300, 300,
    ]);
  });

  test('no delay is shorter than a second', () => {
    expect(nextStep(aSetback({ random: () => 0 }))).toEqual({ retry: 'later', delay: 1 });
  });

  test('ends after a day, whatever goes wrong in turn', () => {
    const day = 86_400_000;
    const setback = aSetback({ cause: 'denied', attempts: 1, firstSeen: START });

    expect(nextStep({ ...setback, now: START + day - 1_000 }).retry).toBe('later');
    expect(nextStep({ ...setback, now: START + day })).toEqual({ retry: 'never', ends: 'failed' });
  });

  test('AWS is not called before it asked to be', () => {
    expect(nextStep(aSetback({ retryAfter: 120 }))).toEqual({ retry: 'later', delay: 120 });
  });

  test('no hop is longer than SQS can delay a message', () => {
    expect(nextStep(aSetback({ retryAfter: 3_000 }))).toEqual({ retry: 'later', delay: 900 });
  });

  test('the last try falls on the end of the patience', () => {
    const late = aSetback({ attempts: 20, seconds: 3_590 });

    expect(nextStep(late)).toEqual({ retry: 'later', delay: 10 });
  });

  test('patience that is spent is spent, whatever AWS asks', () => {
    const step = nextStep(aSetback({ seconds: 3_600, retryAfter: 60 }));

    expect(step).toEqual({ retry: 'never', ends: 'dead-letter' });
  });
});

describe('isCause', () => {
  test.each([
    ['halted', true],
    ['toString', false],
    ['', false],
  ])('%j: %s', (text, answer) => {
    expect(isCause(text)).toBe(answer);
  });
});

describe('a message that fails for one cause after another', () => {
  test.each([
    ['throttled', 'timeout', true],
    ['throttled', 'conflict', true],
    ['halted', 'halted', true],
    ['role-not-ready', 'throttled', false],
    ['throttled', 'halted', false],
  ] as const)('%s, then %s: the same trouble? %s', (before, now, same) => {
    expect(isSameTrouble(before, now)).toBe(same);
  });

  test.each([
    ['throttled', 'unavailable', true],
    ['throttled', 'conflict', false],
  ] as const)('%s, then %s: retried alike? %s', (before, now, alike) => {
    expect(isRetriedAlike(before, now)).toBe(alike);
  });
});
