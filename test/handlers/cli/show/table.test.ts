import { expect, test } from '@jest/globals';
import { table } from '../../../../handlers/cli/show/table.ts';

test('columns are aligned, numbers to the right, and no line ends in spaces', () => {
  const rows = [
    ['compliant', '12', ''],
    ['drifted', '3', 'see plan'],
  ];

  expect(table(rows, { indent: 2, numbers: [1] })).toEqual([
    '  compliant  12',
    '  drifted     3  see plan',
  ]);
});

test('colours and wide letters do not shift a column', () => {
  const rows = [
    ['\u001B[32m✓ ok\u001B[39m', 'a'],
    ['müller', 'b'],
  ];

  expect(table(rows)).toEqual(['\u001B[32m✓ ok\u001B[39m    a', 'müller  b']);
});

test('nothing is no lines', () => {
  expect(table([])).toEqual([]);
});
