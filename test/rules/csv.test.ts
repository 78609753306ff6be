import { expect, test } from '@jest/globals';
import { csvRecord } from '../../rules/csv.ts';

test.each([
  [['a', '', 'b'], 'a,,b\r\n'],
  [['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"\r\n'],
  [['=1+1', '+1', '-1', '@sum', '\tx'], "'=1+1,'+1,'-1,'@sum,'\tx\r\n"],
  [['=cmd("a,b")', 'a=b'], '"\'=cmd(""a,b"")",a=b\r\n'],
])('%j is %j', (cells, record) => {
  expect(csvRecord(cells)).toBe(record);
});
