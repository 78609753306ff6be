import { describe, expect, test } from '@jest/globals';
import { readSwitch, type Switch, type SwitchText, switchText } from '../../rules/mode.ts';

const known: readonly [SwitchText, Switch][] = [
  ['correct', { mode: 'correct', halted: false }],
  ['report', { mode: 'report', halted: false }],
  ['off', { mode: 'off', halted: false }],
  ['halted', { mode: 'correct', halted: true }],
  ['halted report', { mode: 'report', halted: true }],
  ['halted off', { mode: 'off', halted: true }],
];

describe('a switch', () => {
  test.each(known)('is read from %j', (text, held) => {
    expect(readSwitch(text)).toEqual(held);
  });

  test.each(known)('is written as %j', (text, held) => {
    expect(switchText(held)).toBe(text);
  });

  test('is read from a text that ends with a line', () => {
    expect(readSwitch('halted report\n')).toEqual({ mode: 'report', halted: true });
  });

  test.each(['', 'maybe', 'Correct', 'halted correct', 'haltedreport', 'report off', 'toString'])(
    'is not read from %j',
    (text) => {
      expect(readSwitch(text)).toBeUndefined();
    },
  );
});
