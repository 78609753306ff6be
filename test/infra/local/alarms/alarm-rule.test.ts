import { describe, expect, test } from '@jest/globals';
import { parseAlarmRule } from '../../../../infra/local/alarms/alarm-rule.ts';

const a = 'ALARM("a")';
const b = 'ALARM("b")';
const c = 'ALARM("c")';

describe('parseAlarmRule', () => {
  test.each([
    [a, ['a'], true],
    [a, [], false],
    [`${a} OR ${b}`, ['b'], true],
    [`${a} AND ${b}`, ['b'], false],
    [`${a} AND ${b}`, ['a', 'b'], true],
    [`NOT ${a}`, [], true],
    [`NOT ${a} AND ${b}`, ['b'], true],
    [`${a} OR ${b} AND ${c}`, ['a'], true],
    [`(${a} OR ${b}) AND ${c}`, ['a'], false],
    [`NOT (${a} OR ${b})`, ['b'], false],
  ])('%s with %j in alarm: %s', (text, raised, expected) => {
    expect(parseAlarmRule(text).isMet((alarm) => raised.includes(alarm))).toBe(expected);
  });

  test('names the alarms that it is made of', () => {
    expect(parseAlarmRule(`${a} OR NOT (${b})`).alarms).toEqual(['a', 'b']);
  });

  test.each([
    ['OK("a")', 'cannot read OK("a")'],
    [`${a} ${b}`, 'unexpected ALARM'],
    [`${a} OR`, 'unexpected the end'],
    [`(${a}`, 'a parenthesis is not closed'],
  ])('refuses %s', (text, message) => {
    expect(() => parseAlarmRule(text)).toThrow(message);
  });
});
