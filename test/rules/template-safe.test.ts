import { describe, expect, test } from '@jest/globals';
import { safeText, templateSafe } from '../../rules/template-safe.ts';

describe('templateSafe', () => {
  test('nothing is left that breaks a JSON template', () => {
    const text = templateSafe('say "no" to C:\\temp\r\n\tand\u0000more');

    expect(JSON.parse(`{ "text": "${text}" }`)).toEqual({
      text: "say 'no' to C:/temp and more",
    });
  });
});

describe('safeText', () => {
  test('what fits stays', () => {
    expect(safeText('  fits ', 4)).toBe('fits');
  });

  test('what is missing is told by a dash', () => {
    expect(safeText(' ', 4)).toBe('-');
  });

  test('what is too long ends in an ellipsis, between two characters', () => {
    expect(safeText('a🪣🪣', 4)).toBe('a🪣…');
    expect(safeText('ab🪣🪣', 4)).toBe('ab…');
  });
});
