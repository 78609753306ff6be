import { describe, expect, test } from '@jest/globals';
import { type Answer, all, answerOf, any, not } from '../../rules/answer.ts';

describe('three-valued logic', () => {
  test.each<[readonly Answer[], Answer, Answer]>([
    [[], 'met', 'unmet'],
    [['met'], 'met', 'met'],
    [['unmet'], 'unmet', 'unmet'],
    [['unknown'], 'unknown', 'unknown'],
    [['met', 'unknown'], 'unknown', 'met'],
    [['unmet', 'unknown'], 'unmet', 'unknown'],
    [['met', 'unmet', 'unknown'], 'unmet', 'met'],
  ])('%j: all of them is %s, any of them is %s', (answers, and, or) => {
    expect([all(answers), any(answers)]).toEqual([and, or]);
  });

  test('the contrary of what is unknown is unknown', () => {
    expect([not('met'), not('unmet'), not('unknown')]).toEqual(['unmet', 'met', 'unknown']);
  });

  test('what holds is met', () => {
    expect([answerOf(true), answerOf(false)]).toEqual(['met', 'unmet']);
  });
});
