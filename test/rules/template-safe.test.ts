import { describe, expect, test } from '@jest/globals';
import { templateSafe } from '../../rules/template-safe.ts';

describe('templateSafe', () => {
  test('nothing is left that breaks a JSON template', () => {
    const text = templateSafe('say "no" to C:\\temp\r\n\tand\u0000more');

    expect(JSON.parse(`{ "text": "${text}" }`)).toEqual({
      text: "say 'no' to C:/temp and more",
    });
  });
});
