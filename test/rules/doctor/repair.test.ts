import { describe, expect, test } from '@jest/globals';
import { creation, repair, update } from '../../../rules/doctor/repair.ts';

const delegate = {
  hubRegion: 'eu-west-1',
  callAs: 'DELEGATED_ADMIN',
  units: { 'stocktake-member-rules': ['ou-a', 'ou-b'] },
} as const;

const instance = {
  stackSet: 'stocktake-member-rules',
  account: '111111111111',
  region: 'us-east-1',
} as const;

const flags =
  '--stack-set-name stocktake-member-rules --deployment-targets OrganizationalUnitIds=ou-a,ou-b,Accounts=111111111111,AccountFilterType=INTERSECTION --regions us-east-1';

describe('a stack of a stack set', () => {
  test('that is missing is created', () => {
    expect(creation(delegate, instance)).toBe(
      `aws cloudformation create-stack-instances --region eu-west-1 --call-as DELEGATED_ADMIN ${flags}`,
    );
  });

  test('is a matter of the management account itself, where that is the hub', () => {
    expect(creation({ ...delegate, callAs: 'SELF' }, instance)).toBe(
      `aws cloudformation create-stack-instances --region eu-west-1 ${flags}`,
    );
  });

  test('that failed is updated, once nothing hinders it', () => {
    expect(update(delegate, instance)).toBe(
      `the stack set's operations say what hinders it: mend that, then aws cloudformation update-stack-instances --region eu-west-1 --call-as DELEGATED_ADMIN ${flags}`,
    );
  });

  test('of units that could not be seen leaves them to be filled in', () => {
    expect(creation({ ...delegate, units: {} }, instance)).toContain('OrganizationalUnitIds=…,');
  });
});

describe('what a stack lacks', () => {
  const account = { id: '111111111111', isManagement: false };

  test('comes back with a new stack', () => {
    expect(repair(delegate, { ...instance, account })).toMatch(
      /delete-stack-instances .* --no-retain-stacks ; and when that has ended: aws cloudformation create-stack-instances /,
    );
  });

  test('comes back by hand beside a bucket of reports', () => {
    const fix = repair(delegate, { ...instance, stackSet: 'stocktake-destination', account });

    expect(fix).toContain('put it back by hand as infra/stacksets/destination.yaml says');
    expect(fix).not.toContain('delete');
  });
});
