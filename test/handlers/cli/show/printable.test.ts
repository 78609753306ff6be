import { expect, test } from '@jest/globals';
import { printable } from '../../../../handlers/cli/show/printable.ts';

test('text from elsewhere stays within its line and cannot move the cursor', () => {
  expect(printable('two\r\nlines\u2028and \u001B[2Ja wipe\t')).toBe('two lines and  [2Ja wipe');
});
