import { describe, expect, test } from '@jest/globals';
import { createDirectory, idAt } from '../../../../infra/local/organizations/directory.ts';
import { evaluate } from '../../../../infra/local/permissions/evaluate.ts';
import { createMembership } from '../../../../infra/local/permissions/membership.ts';
import { requestBy } from '../../../../infra/local/permissions/request.ts';
import { readPolicy } from '../../../../infra/local/policy.ts';
import { defaultSeed } from '../../../../infra/local/seed.ts';

const PRODUCTION = '111111111111';
const DEVELOPMENT = '444444444444';
const AUDIT = '555555555555';
const MANAGEMENT = '100000000001';

/** A directory, and whether a policy that denies all at its targets lets an account's administrator do a thing. */
function denyingAt(...targets: readonly string[]) {
  const Statement = { Effect: 'Deny', Action: '*', Resource: '*' };
  const policy = readPolicy({ Version: '2012-10-17', Statement });
  const directory = createDirectory(defaultSeed);
  const membership = createMembership(directory, [{ name: 'nothing', targets, policy }]);
  const isFree = (account: string) => {
    const asker = { arn: `arn:aws:iam::${account}:root`, account, region: 'eu-west-1' };
    const request = requestBy(asker, { action: 's3:ListAllMyBuckets', resource: '*' }, membership);
    return evaluate(membership.controlsOver(account), request).allowed;
  };
  return { directory, isFree };
}

describe('a service control policy', () => {
  test.each([
    ['the root', 'root', [false, false, false]],
    ['a unit', 'Workloads', [false, false, true]],
    ['a unit in a unit', 'Workloads/Production', [false, true, true]],
    ['an account', DEVELOPMENT, [true, false, true]],
  ])('at %s holds for all below it', (_case, target, expected) => {
    const { isFree } = denyingAt(target);

    expect([PRODUCTION, DEVELOPMENT, AUDIT].map(isFree)).toEqual(expected);
  });

  test.each(['root', MANAGEMENT])('at %s leaves the management account alone', (target) => {
    expect(denyingAt(target).isFree(MANAGEMENT)).toBe(true);
  });

  test('holds for an account that moves below it, and no longer for one that moves away', () => {
    const { directory, isFree } = denyingAt('Workloads');
    const [production, audit] = [PRODUCTION, AUDIT].map((id) => directory.accounts.get(id));
    if (!production || !audit) throw new Error('the accounts are not there');

    [production.parent, audit.parent] = [audit.parent, production.parent];

    expect([PRODUCTION, AUDIT].map(isFree)).toEqual([true, false]);
  });

  test('cannot be attached to what is not there', () => {
    expect(() => denyingAt('Workloads/Nowhere')).toThrow(
      'nothing: there is no Workloads/Nowhere to attach it to',
    );
  });
});

test('an account of somebody else has no place in the organization', () => {
  const membership = createMembership(createDirectory(defaultSeed), []);

  expect(membership.pathOf('999999999999')).toBeUndefined();
});

test('a unit’s path leads to the unit of that name and parent', () => {
  const directory = createDirectory(defaultSeed);

  const id = idAt(directory, 'Workloads/Production');

  expect(directory.accounts.get(PRODUCTION)?.parent).toBe(id);
});
