import { describe, expect, test } from '@jest/globals';
import type { DeployedRole } from '../../../../infra/local/deployment/roles-in.ts';
import { createRoles } from '../../../../infra/local/identity/roles.ts';
import {
  type AuthorityWorld,
  createAuthority,
} from '../../../../infra/local/permissions/authority.ts';
import { readPolicy } from '../../../../infra/local/policy.ts';
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
  const world = { roles, membership: aMembership(), policiesAt: () => [], ...more };
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

describe('an account’s administrator', () => {
  test('may do everything', () => {
    expect(sending(aCall(PRODUCTION))).toBe('allowed');
  });

  test('may not do what the resource’s policy denies', () => {
    const policiesAt = () => [aPolicy('Deny', { Principal: '*' })];

    expect(sending(aCall(PRODUCTION), { policiesAt })).toBe(
      'with an explicit deny in a resource-based policy',
    );
  });
});
