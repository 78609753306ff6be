import { describe, expect, test } from '@jest/globals';
import { expand, unknownPlaceholder } from '../../rules/placeholder.ts';
import { aBucket } from './builders.ts';

describe('expand', () => {
  test('every placeholder stands for a part of the bucket or the rule', () => {
    const bucket = aBucket({ region: 'cn-north-1' });

    const text = expand('{partition}/{region}/{account}/{bucket}/{rule}', bucket, 'daily');

    expect(text).toBe('aws-cn/cn-north-1/111111111111/cards/daily');
  });

  test('other braces stay, and what is filled in is not read again', () => {
    const bucket = aBucket({ name: '{account}' });

    expect(expand('{bucket} {x} { {region', bucket, 'daily')).toBe('{account} {x} { {region');
  });
});

describe('unknownPlaceholder', () => {
  test.each([
    ['a-{region}-{account}', undefined],
    ['a-{regoin}', '{regoin}'],
    ['{region}{}', '{}'],
    ['{toString}', '{toString}'],
  ])('%s: %s', (text, unknown) => {
    expect(unknownPlaceholder(text)).toBe(unknown);
  });
});
