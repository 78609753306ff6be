import { describe, expect, test } from '@jest/globals';
import { ruleRegions } from '../../rules/rule-regions.ts';

const regions = ['eu-west-1', 'us-east-1', 'us-west-2'];

describe('the regions of a rule', () => {
  test.each([
    ['all, when it names none', { where: {} }, regions],
    ['those that it names', { where: { regions: ['us-*'] } }, ['us-east-1', 'us-west-2']],
    [
      'those that are not taken away',
      { where: { regions: ['us-*'] }, unless: { regions: ['us-west-2'] } },
      ['us-east-1'],
    ],
    [
      'all, when only some buckets are taken away',
      { where: {}, unless: { regions: ['us-*'], names: ['*-scratch'] } },
      regions,
    ],
    ['all, when nothing is taken away', { where: {}, unless: {} }, regions],
  ])('are %s', (_, rule, expected) => {
    expect(ruleRegions(rule, regions)).toEqual(expected);
  });
});
