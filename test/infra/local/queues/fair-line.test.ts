import { describe, expect, test } from '@jest/globals';
import { createFairLine } from '../../../../infra/local/queues/fair-line.ts';

/** A line of those that a word names: its first letter is the group, `-` none. */
function aLine(words: readonly string[]) {
  const line = createFairLine<string>();
  const groupOf = (word: string) => (word.startsWith('-') ? undefined : word.charAt(0));
  for (const word of words) line.join(word, groupOf(word));
  const take = () => {
    const word = line.first();
    line.leave();
    if (word !== undefined) line.count(groupOf(word), 1);
    return word;
  };
  const takeAll = () => Array.from(words, take);
  return { ...line, take, takeAll };
}

describe('createFairLine', () => {
  test('keeps the order of those without a group', () => {
    expect(aLine(['-3', '-1', '-2']).takeAll()).toEqual(['-3', '-1', '-2']);
  });

  test('takes one of each group in turn', () => {
    expect(aLine(['a1', 'a2', 'a3', 'b1', 'b2', 'c1']).takeAll()).toEqual([
      'a1',
      'b1',
      'c1',
      'a2',
      'b2',
      'a3',
    ]);
  });

  test('lets those without a group go before groups with something in flight', () => {
    expect(aLine(['a1', 'a2', '-1', '-2']).takeAll()).toEqual(['a1', '-1', '-2', 'a2']);
  });

  test('forgives a group what is not in flight any more', () => {
    const line = aLine(['a1', 'a2', 'b1', 'b2']);
    const taken = [line.take(), line.take()];

    line.count('b', -1);

    expect([taken, line.takeAll()]).toEqual([
      ['a1', 'b1'],
      ['b2', 'a2', undefined, undefined],
    ]);
  });

  test('has nobody at first, and nobody in the end', () => {
    const line = aLine(['a1']);

    line.leave();

    expect([aLine([]).first(), line.first()]).toEqual([undefined, undefined]);
  });
});
