import { describe, expect, test } from '@jest/globals';
import { incidentAfter, nameOfSpot, spotNamed, spotOf } from '../../rules/incident.ts';
import { type IncidentCause, incidentKinds } from '../../rules/incident-kinds.ts';

const everyCause = Object.keys(incidentKinds) as IncidentCause[];
const account = '444444444444';

describe('the spot of a failure', () => {
  test('is the account for what has its root there', () => {
    expect(spotOf('denied', { account, rule: 'daily' })).toEqual({ cause: 'denied', account });
  });

  test('is the rule for what the mandate has wrong', () => {
    expect(spotOf('rejected', { account, rule: 'daily' })).toEqual({
      cause: 'rejected',
      rule: 'daily',
    });
  });

  test('is the account where nobody knows the rule', () => {
    expect(spotOf('rejected', { account })).toEqual({ cause: 'rejected', account });
  });

  test('is everybody’s for what concerns all', () => {
    expect(spotOf('unreadable', { account })).toEqual({ cause: 'unreadable' });
  });

  test('is everybody’s where not even the account is known', () => {
    expect(spotOf('denied', {})).toEqual({ cause: 'denied' });
  });
});

describe('the name of a spot', () => {
  test.each(everyCause)('of %s leads back to it', (cause) => {
    for (const spot of [{ cause }, { cause, account }, { cause, rule: '444444444444' }]) {
      expect(spotNamed(nameOfSpot(spot))).toEqual(spot);
    }
  });

  test.each(['', 'denied', 'denied/', 'denied/nobody', 'denied/rule/', 'of-old/444444444444'])(
    'is not "%s"',
    (name) => {
      expect(spotNamed(name)).toBeUndefined();
    },
  );
});

describe('a bucket', () => {
  const denied = 'denied/444444444444';

  test.each([
    [undefined, { state: 'failed', cause: 'denied' }, denied],
    [undefined, { state: 'deferred', cause: 'denied' }, denied],
    ['throttled/444444444444', { state: 'failed', cause: 'denied' }, denied],
    ['throttled/444444444444', { state: 'deferred', cause: 'denied' }, 'throttled/444444444444'],
    [denied, { state: 'deferred', cause: 'halted' }, denied],
    [undefined, { state: 'deferred', cause: 'halted' }, undefined],
    [undefined, { state: 'deferred', cause: 'not-yet-visible' }, undefined],
    [denied, { state: 'compliant' }, undefined],
    [denied, { state: 'gone' }, undefined],
    [denied, { state: 'drifted' }, undefined],
    [denied, { state: 'undecided' }, undefined],
  ] as const)('that was in %s and is now %o is in %s', (before, plight, after) => {
    expect(incidentAfter(before, { ...plight, account })).toBe(after);
  });
});
