import { describe, expect, test } from '@jest/globals';
import { incidentKinds } from '../../rules/incident-kinds.ts';
import { type IncidentCourse, incidentStep, QUIET_MS } from '../../rules/incident-step.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The step after so many milliseconds, of an incident that began at 0. */
function stepAt(
  now: number,
  course: Partial<IncidentCourse> & { readonly isHit?: boolean },
  cause: keyof typeof incidentKinds = 'denied',
) {
  return incidentStep({ since: 0, isHit: true, ...course, now }, incidentKinds[cause]);
}

describe('an incident that hits somebody', () => {
  test('is not told while all of it is being retried', () => {
    expect(stepAt(1_000 * MINUTE, {})).toBe('wait');
  });

  test('gathers for a moment once somebody has been given up', () => {
    expect(stepAt(10 * MINUTE, { failedAt: 10 * MINUTE })).toBe('wait');
    expect(stepAt(11 * MINUTE, { failedAt: 10 * MINUTE })).toBe('open');
  });

  test('of security is told at once', () => {
    expect(stepAt(0, { failedAt: 0 }, 'wrong-owner')).toBe('open');
  });

  test('is told when it lasts too long, though nobody has been given up', () => {
    expect(stepAt(14 * MINUTE, {}, 'role-not-ready')).toBe('wait');
    expect(stepAt(15 * MINUTE, {}, 'role-not-ready')).toBe('open');
  });

  test('is told once', () => {
    expect(stepAt(60 * MINUTE, { failedAt: 0, openedAt: MINUTE })).toBe('wait');
  });

  test('is no longer taken for empty', () => {
    expect(stepAt(60 * MINUTE, { failedAt: 0, emptySince: MINUTE })).toBe('note-hit');
  });
});

describe('an incident that hits nobody any more', () => {
  const over = { isHit: false };

  test('is noted first', () => {
    expect(stepAt(MINUTE, { ...over, openedAt: 0 })).toBe('note-empty');
  });

  test('has to stay quiet', () => {
    expect(stepAt(QUIET_MS - 1, { ...over, openedAt: 0, emptySince: 0 })).toBe('wait');
  });

  test('is closed then', () => {
    expect(stepAt(QUIET_MS, { ...over, openedAt: 0, emptySince: 0 })).toBe('close');
  });

  test('is forgotten where nobody was told of it', () => {
    expect(stepAt(QUIET_MS, { ...over, emptySince: 0 })).toBe('forget');
  });
});
