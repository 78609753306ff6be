import { describe, expect, test } from '@jest/globals';
import { bucketNameFault } from '../../rules/bucket-name.ts';

describe('bucketNameFault', () => {
  test.each(['abc', 'a.b-c.1', '1'.repeat(63), '1.2.3.4.5', 'reports-111111111111-eu-west-1-an'])(
    '%s is a name',
    (name) => {
      expect(bucketNameFault(name)).toBeUndefined();
    },
  );

  test.each([
    ['ab', '2 characters long, not 3 to 63'],
    ['a'.repeat(64), '64 characters long, not 3 to 63'],
    ['Reports', 'not free of "R": only a-z 0-9 . - may occur'],
    ['re_ports', 'not free of "_": only a-z 0-9 . - may occur'],
    ['-reports', 'not beginning and ending in a letter or digit'],
    ['reports.', 'not beginning and ending in a letter or digit'],
    ['re..ports', 'not free of two dots in a row'],
    ['192.168.0.1', 'formed like an IP address'],
    ['xn--reports', 'using xn--, which S3 reserves'],
    ['fast--use1-az4--x-s3', 'using --x-s3, which S3 reserves'],
  ])('%s is none: %s', (name, fault) => {
    expect(bucketNameFault(name)).toBe(fault);
  });
});
