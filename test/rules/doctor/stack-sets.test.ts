import { describe, expect, test } from '@jest/globals';
import {
  accountsIn,
  isForEverybody,
  judgeInstances,
  judgeStackSet,
  type StackInstance,
} from '../../../rules/doctor/stack-sets.ts';

const set = { status: 'ACTIVE', isAutomatic: true, units: ['r-1'], regions: ['eu-west-1'] };

describe('a stack set', () => {
  test.each([
    ['well', set, []],
    ['missing', undefined, ['there is no stack set']],
    ['deleted', { ...set, status: 'DELETED' }, ['is DELETED']],
    ['without instances', { ...set, regions: [] }, ['no instance anywhere']],
    ['not automatic', { ...set, isAutomatic: false }, ['automatic deployment is off']],
  ])('is %s', (_, seen, found) => {
    const { gaps } = judgeStackSet('stocktake-member-rules', { seen });

    expect(gaps.map((gap) => gap.found)).toEqual(
      found.map((text) => expect.stringContaining(text)),
    );
  });

  test('of the destination is not automatic, and should not be', () => {
    const { gaps } = judgeStackSet('stocktake-destination', {
      seen: { ...set, isAutomatic: false },
    });

    expect(gaps).toEqual([]);
  });

  test('of the root is for everybody', () => {
    expect(isForEverybody(set)).toBe(true);
  });

  test('of a unit is for the accounts in it, at whatever depth', () => {
    const ofUnit = { ...set, units: ['ou-a'] };
    const accounts = [
      { id: '1', unitIds: ['ou-a', 'ou-b'] },
      { id: '2', unitIds: ['ou-top'] },
    ];

    expect(isForEverybody(ofUnit)).toBe(false);
    expect(accountsIn(ofUnit, accounts)).toEqual(['1']);
  });
});

describe('the instances of a stack set', () => {
  const well: StackInstance = {
    account: '111111111111',
    region: 'eu-west-1',
    status: 'CURRENT',
    detail: 'SUCCEEDED',
    reason: undefined,
  };
  const failed = { ...well, status: 'OUTDATED', detail: 'FAILED', reason: 'role exists' };
  const elsewhere = { ...failed, account: '999999999999', reason: undefined };

  test.each<[string, StackInstance[], string[]]>([
    ['as they should be', [well], []],
    ['lacking', [], ['the stack set stocktake-member-rules has no instance']],
    [
      'failed',
      [failed],
      ['the instance of the stack set stocktake-member-rules is OUTDATED (FAILED): role exists'],
    ],
    [
      'failed where none is needed',
      [well, elsewhere],
      ['the instance of the stack set stocktake-member-rules is OUTDATED (FAILED)'],
    ],
    ['in a suspended account', [well, { ...elsewhere, detail: 'SKIPPED_SUSPENDED_ACCOUNT' }], []],
  ])('are %s', (_, instances, found) => {
    const accounts = ['111111111111'];
    const regions = ['eu-west-1'];

    const verdicts = judgeInstances({
      name: 'stocktake-member-rules',
      accounts,
      regions,
      instances,
      workshop: { hubRegion: 'eu-west-1', callAs: 'SELF', units: {} },
    });

    expect(verdicts.flatMap(({ gaps }) => gaps.map((gap) => gap.found))).toEqual(found);
  });
});
