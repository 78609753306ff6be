import { describe, expect, test } from '@jest/globals';
import type { DeployedRole } from '../../../../infra/local/deployment/roles-in.ts';
import { createRoles } from '../../../../infra/local/identity/roles.ts';
import { createDirectory } from '../../../../infra/local/organizations/directory.ts';
import {
  type AuthorityWorld,
  createAuthority,
} from '../../../../infra/local/permissions/authority.ts';
import type { Guard } from '../../../../infra/local/permissions/guard.ts';
import { createMembership } from '../../../../infra/local/permissions/membership.ts';
import { type Policy, readPolicy } from '../../../../infra/local/policy.ts';
import { defaultSeed } from '../../../../infra/local/seed.ts';
import type { Call } from '../../../../infra/local/service.ts';
import { aMembership } from '../a-membership.ts';
import { aCall } from '../ground.ts';

const PRODUCTION = '111111111111';
const arn = `arn:aws:iam::${PRODUCTION}:role/reader`;
const queue = `arn:aws:sqs:eu-west-1:${PRODUCTION}:work`;

function aPolicy(Effect: 'Allow' | 'Deny', more: object = {}) {
  const Statement = { Effect, Action: 'sqs:SendMessage', Resource: '*', ...more };
  return readPolicy({ Version: '2012-10-17', Statement });
}

function aRole(more: Partial<DeployedRole> = {}): DeployedRole {
  const trustPolicy = readPolicy({ Version: '2012-10-17', Statement: [] });
  const base = { account: PRODUCTION, name: 'reader', path: '/', arn, trustPolicy };
  return { ...base, policies: [aPolicy('Allow')], ...more };
}

function bySession(): Call {
  const call = aCall(PRODUCTION);
  return { ...call, caller: { ...call.caller, role: arn } };
}

/** How a call to send to the queue ends. */
function sending(
  call: Call,
  { role = aRole(), ...more }: Partial<AuthorityWorld> & { readonly role?: DeployedRole } = {},
): string {
  const roles = createRoles();
  roles.add(role);
  const world = { roles, membership: aMembership(), guardAt: () => undefined, ...more };
  try {
    createAuthority(world).require(call, { action: 'sqs:SendMessage', resource: queue });
    return 'allowed';
  } catch (error) {
    return (error as Error).message.replace(/^.* on resource: \S+ /, '');
  }
}

describe('a session of a role', () => {
  test('may do what the role is granted', () => {
    expect(sending(bySession())).toBe('allowed');
  });

  test('may do nothing else', () => {
    expect(sending(bySession(), { role: aRole({ policies: [] }) })).toBe(
      'because no identity-based policy allows the sqs:SendMessage action',
    );
  });

  test('may not do what the role is denied', () => {
    const policies = [aPolicy('Allow'), aPolicy('Deny')];

    expect(sending(bySession(), { role: aRole({ policies }) })).toBe(
      'with an explicit deny in an identity-based policy',
    );
  });

  test('of a role that is gone may do nothing', () => {
    expect(sending(bySession(), { roles: createRoles() })).toMatch(/^because no identity-based/);
  });
});

describe('a role with a permissions boundary', () => {
  const permissionsBoundary = `arn:aws:iam::${PRODUCTION}:policy/bounds`;
  const bounded = (boundary: Policy | undefined, policies = [aPolicy('Allow')]) =>
    sending(bySession(), { role: aRole({ policies, permissionsBoundary, boundary }) });

  test('may do what both allow', () => {
    expect(bounded(aPolicy('Allow'))).toBe('allowed');
  });

  test('may not do what the boundary alone allows', () => {
    expect(bounded(aPolicy('Allow'), [])).toBe(
      'because no identity-based policy allows the sqs:SendMessage action',
    );
  });

  test('may not do what its own policy alone allows', () => {
    expect(bounded(aPolicy('Allow', { Action: 's3:*' }))).toBe(
      'because no permissions boundary allows the sqs:SendMessage action',
    );
  });

  test('may not do what the boundary denies', () => {
    expect(bounded(aPolicy('Deny'))).toBe('with an explicit deny in a permissions boundary');
  });

  test('may do nothing while nobody has looked the boundary up', () => {
    expect(bounded(undefined)).toBe(
      'because no permissions boundary allows the sqs:SendMessage action',
    );
  });
});

/** Of a seed that denies the account’s unit to send. */
function underControl() {
  const name = 'nothing-sent';
  const control = { name, targets: ['Workloads/Production'], policy: aPolicy('Deny') };
  return createMembership(createDirectory(defaultSeed), [control]);
}

describe('a service control policy', () => {
  test.each([
    ['a role', bySession()],
    ['the administrator', aCall(PRODUCTION)],
  ])('that denies holds for %s of the account', (_case, call) => {
    expect(sending(call, { membership: underControl() })).toBe(
      'with an explicit deny in a service control policy',
    );
  });

  test('holds for nobody of another unit', () => {
    expect(sending(aCall('444444444444'), { membership: underControl() })).toBe('allowed');
  });
});

describe('an account’s administrator', () => {
  test('may do everything', () => {
    expect(sending(aCall(PRODUCTION))).toBe('allowed');
  });

  test('may not do what the resource’s policy denies', () => {
    const guardAt = aGuard('strangers', [aPolicy('Deny', { Principal: '*' })]);

    expect(sending(aCall(PRODUCTION), { guardAt })).toBe(
      'with an explicit deny in a resource-based policy',
    );
  });
});

/** The queue's, whatever is asked for. */
function aGuard(needs: Guard['needs'], policies: readonly Policy[] = []) {
  return () => ({ account: PRODUCTION, policies, needs });
}

describe('a resource’s policy', () => {
  const silent = 'because no resource-based policy allows the sqs:SendMessage action';
  const admitting = [aPolicy('Allow', { Principal: '*' })];
  const stranger = '444444444444';

  test.each([
    ['need not admit its own account', [PRODUCTION, aGuard('strangers')], 'allowed'],
    ['must admit others', [stranger, aGuard('strangers')], silent],
    ['may admit others', [stranger, aGuard('strangers', admitting)], 'allowed'],
    ['must admit even its own, if always needed', [PRODUCTION, aGuard('always')], silent],
    ['may admit its own account', [PRODUCTION, aGuard('always', admitting)], 'allowed'],
  ] as const)('%s', (_case, [account, guardAt], expected) => {
    expect(sending(aCall(account), { guardAt })).toBe(expected);
  });
});
