import { describe, expect, test } from '@jest/globals';
import { askUnit } from '../../rules/unit.ts';
import { aBucket } from './builders.ts';

const place = aBucket({
  unit: 'Workloads/Production/Cards',
  unitIds: ['ou-abcd-11111111', 'ou-abcd-22222222', 'ou-abcd-33333333'],
});

describe('askUnit', () => {
  test.each([
    ['Workloads/**', 'met'],
    ['Workloads', 'unmet'],
    ['ou-abcd-33333333', 'met'],
    ['ou-abcd-22222222', 'unmet'],
    ['ou-abcd-22222222/**', 'met'],
    ['ou-abcd-22222222/Cards', 'met'],
    ['ou-abcd-11111111/*/Cards', 'met'],
    ['ou-abcd-33333333/**', 'met'],
    ['ou-abcd-99999999/**', 'unmet'],
  ])('%s: %s', (glob, answer) => {
    expect(askUnit(glob, place)).toBe(answer);
  });

  test('without the path nothing is known', () => {
    expect(askUnit('**', aBucket({ unit: undefined }))).toBe('unknown');
  });

  test('without the ids an id is not known, a name is', () => {
    const named = aBucket({ unitIds: undefined });

    const answers = ['ou-abcd-11111111', 'Workloads/Production'].map((glob) =>
      askUnit(glob, named),
    );

    expect(answers).toEqual(['unknown', 'met']);
  });

  test('a unit whose name looks almost like an id is taken by its name', () => {
    expect(askUnit('ou-team', aBucket({ unit: 'ou-team', unitIds: undefined }))).toBe('met');
  });
});
