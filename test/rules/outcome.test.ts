import { describe, expect, test } from '@jest/globals';
import type { Standing } from '../../rules/judge.ts';
import {
  exitCodeOf,
  isOutcome,
  isState,
  type Outcome,
  outcomeOf,
  stateOf,
  sumOfOutcomes,
} from '../../rules/outcome.ts';
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

test('counts of outcomes add up, whichever occur in them', () => {
  const sum = sumOfOutcomes({ compliant: 2, gone: 1 }, { compliant: 3, failed: 4 });

  expect(sum).toEqual({ compliant: 5, gone: 1, failed: 4 });
});

test.each([
  ['compliant', true, true],
  ['corrected', true, false],
  ['toString', false, false],
  ['fine', false, false],
])('%s out of the ledger: an outcome %s, a state %s', (text, outcome, state) => {
  expect([isOutcome(text), isState(text)]).toEqual([outcome, state]);
});
