import { describe, expect, test } from '@jest/globals';
import { permitted, planChanges, planIn } from '../../rules/plan.ts';
import { aDemand, aDesire, anInventory } from './builders.ts';

const weekly = aDemand({ rule: 'weekly', inventory: anInventory({ Id: 'stocktake-weekly' }) });

describe('planIn', () => {
  const surplus = anInventory({ Id: 'stocktake-retired' });
  const plan = planChanges(aDesire({ prune: true }), [surplus]);

  test('a mode that corrects leaves a plan as it is', () => {
    expect(planIn('correct', plan)).toBe(plan);
  });

  test.each(['report', 'off'] as const)('in %s neither put nor delete is permitted', (mode) => {
    const changed = planIn(mode, plan).changes.map(({ action, permitted }) => [action, permitted]);

    expect(changed).toEqual([
      ['put', false],
      ['delete', false],
    ]);
    expect(permitted(planIn(mode, plan))).toEqual([]);
  });

  test('surplus stays listed in every mode', () => {
    expect(planIn('report', plan).surplus).toEqual(plan.surplus);
  });
});

describe('planChanges', () => {
  test('what is not there is put', () => {
    const { changes } = planChanges(aDesire(), []);

    expect(changes).toEqual([
      {
        action: 'put',
        id: 'stocktake-daily',
        rule: 'daily',
        permitted: true,
        reasons: ['there is no configuration stocktake-daily'],
        after: anInventory(),
      },
    ]);
  });

  test('what differs is replaced, and says in what', () => {
    const before = anInventory({ Schedule: { Frequency: 'Weekly' }, IsEnabled: false });

    const [change] = planChanges(aDesire(), [before]).changes;

    expect(change).toMatchObject({
      before,
      after: anInventory(),
      reasons: [
        'IsEnabled is false, the mandate wants true',
        'Schedule.Frequency is Weekly, the mandate wants Daily',
      ],
    });
  });

  test('what is as it should be is left alone', () => {
    expect(planChanges(aDesire(), [anInventory()])).toEqual({ changes: [], surplus: [] });
  });

  test('what a rule only reports is not permitted', () => {
    const plan = planChanges(aDesire({ inventories: [aDemand({ enforcement: 'report' })] }), []);

    expect([plan.changes.length, permitted(plan)]).toEqual([1, []]);
  });

  test('surplus is listed and stays without prune', () => {
    const surplus = ['stocktake-z', 'stocktake-a'].map((Id) => anInventory({ Id }));

    const plan = planChanges(aDesire({ inventories: [] }), surplus);

    expect(plan).toEqual({ changes: [], surplus: ['stocktake-a', 'stocktake-z'] });
  });

  test('under prune surplus is removed, in one order with the puts', () => {
    const surplus = ['stocktake-z', 'stocktake-a'].map((Id) => anInventory({ Id }));
    const desired = aDesire({ inventories: [weekly, aDemand()], prune: true });

    const { changes } = planChanges(desired, surplus);

    expect(changes.map(({ action, id }) => `${action} ${id}`)).toEqual([
      'delete stocktake-a',
      'put stocktake-daily',
      'put stocktake-weekly',
      'delete stocktake-z',
    ]);
  });

  test('what is kept is no surplus', () => {
    const desired = aDesire({ inventories: [], kept: ['daily'], prune: true });

    expect(planChanges(desired, [anInventory()])).toEqual({ changes: [], surplus: [] });
  });

  test('on a bucket that is not governed nothing is surplus', () => {
    const desired = aDesire({ inventories: [], prune: true, ungoverned: true });

    expect(planChanges(desired, [anInventory()])).toEqual({ changes: [], surplus: [] });
  });

  test('a put that S3 will refuse for want of room says so', () => {
    const foreign = Array.from({ length: 999 }, (_, n) => anInventory({ Id: `other-${n}` }));

    const { changes } = planChanges(aDesire({ inventories: [aDemand(), weekly] }), foreign);

    expect(changes.map(({ reasons }) => reasons.at(-1))).toEqual([
      'there is no configuration stocktake-daily',
      'the bucket holds 1,000 configurations already, the most that S3 allows',
    ]);
  });
});
