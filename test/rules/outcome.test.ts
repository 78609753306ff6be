import { describe, expect, test } from '@jest/globals';
import type { Standing } from '../../rules/judge.ts';
import { exitCodeOf, type Outcome, outcomeOf, stateOf } from '../../rules/outcome.ts';
import { planChanges } from '../../rules/plan.ts';
import { aDemand, aDesire } from './builders.ts';

const nothing = { changes: [] };
const permitted = planChanges(aDesire(), []);
const forbidden = planChanges(aDesire({ inventories: [aDemand({ enforcement: 'report' })] }), []);

describe('outcomeOf', () => {
  test.each<[Standing, boolean, Outcome]>([
    ['governed', false, 'compliant'],
    ['governed', true, 'corrected'],
    ['exempt', false, 'exempt'],
    ['unmatched', true, 'unmatched'],
    ['unsupported', true, 'unsupported'],
    ['undecided', true, 'undecided'],
  ])('nothing left, %s, corrected %s: %s', (standing, corrected, outcome) => {
    expect(outcomeOf({ standing }, nothing, corrected)).toBe(outcome);
  });

  test('a permitted change that is still left means that S3 has not caught up', () => {
    expect(outcomeOf({ standing: 'undecided' }, permitted, true)).toBe('deferred');
  });

  test('a change that we may not make is drift, whatever else was corrected', () => {
    expect(outcomeOf({ standing: 'governed' }, forbidden, true)).toBe('drifted');
  });
});

describe('stateOf', () => {
  test('what was corrected is compliant from then on', () => {
    expect(stateOf('corrected')).toBe('compliant');
  });

  test('everything else lasts', () => {
    expect(stateOf('deferred')).toBe('deferred');
  });
});

describe('exitCodeOf', () => {
  test.each<[Outcome, number]>([
    ['compliant', 0],
    ['corrected', 0],
    ['exempt', 0],
    ['unmatched', 0],
    ['unsupported', 0],
    ['gone', 0],
    ['drifted', 2],
    ['deferred', 2],
    ['undecided', 2],
    ['failed', 1],
  ])('%s: %d', (outcome, code) => {
    expect(exitCodeOf(outcome)).toBe(code);
  });
});
