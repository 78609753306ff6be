import { describe, expect, test } from '@jest/globals';
import {
  evaluate,
  type Layer,
  type PolicyKind,
} from '../../../../infra/local/permissions/evaluate.ts';
import { reasonOf } from '../../../../infra/local/permissions/reason.ts';
import type { PolicyRequest } from '../../../../infra/local/policy/applies.ts';
import { readPolicy } from '../../../../infra/local/policy.ts';

const request: PolicyRequest = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::acme/x',
  principal: { kind: 'aws', arn: 'arn:aws:iam::111111111111:role/r', account: '111111111111' },
  context: {},
};

/** In the order in which they are asked. */
const kinds: readonly PolicyKind[] = ['service-control', 'resource', 'identity', 'boundary'];

type Says = 'Allow' | 'Deny' | 'nothing';

function aLayer(kind: PolicyKind, says: Says = 'Allow', mustAllow = true): Layer {
  const Statement =
    says === 'nothing'
      ? []
      : [{ Effect: says, Action: 's3:*', ...(kind === 'resource' && { Principal: '*' }) }];
  return { kind, mustAllow, policies: [readPolicy({ Version: '2012-10-17', Statement })] };
}

function why(layers: readonly Layer[]): string {
  const verdict = evaluate(layers, request);
  return verdict.allowed ? 'allowed' : reasonOf(verdict, request.action);
}

describe('a request is allowed', () => {
  test('when all layers that must do allow it', () => {
    expect(why(kinds.map((kind) => aLayer(kind)))).toBe('allowed');
  });

  test('whatever the others leave unsaid', () => {
    expect(why([aLayer('resource', 'nothing', false), aLayer('identity')])).toBe('allowed');
  });

  test('when nothing has a say', () => {
    expect(why([])).toBe('allowed');
  });
});

describe('a request is refused', () => {
  test.each([
    ['service-control', 'with an explicit deny in a service control policy'],
    ['resource', 'with an explicit deny in a resource-based policy'],
    ['identity', 'with an explicit deny in an identity-based policy'],
    ['boundary', 'with an explicit deny in a permissions boundary'],
  ] as const)('when a %s policy denies it, though all allow it', (kind, reason) => {
    const layers = kinds.map((one) => aLayer(one));

    expect(why([...layers, aLayer(kind, 'Deny', false)])).toBe(reason);
  });

  test.each([
    ['service-control', 'because no service control policy allows the s3:GetObject action'],
    ['resource', 'because no resource-based policy allows the s3:GetObject action'],
    ['identity', 'because no identity-based policy allows the s3:GetObject action'],
    ['boundary', 'because no permissions boundary allows the s3:GetObject action'],
  ] as const)('when no %s policy allows it', (kind, reason) => {
    const layers = kinds.map((one) => aLayer(one, one === kind ? 'nothing' : 'Allow'));

    expect(why(layers)).toBe(reason);
  });

  test('by a denial anywhere before anything that is not allowed', () => {
    const layers = [aLayer('service-control', 'nothing'), aLayer('boundary', 'Deny')];

    expect(why(layers)).toBe('with an explicit deny in a permissions boundary');
  });

  test('when one of two levels allows it and the other does not', () => {
    const layers = [aLayer('service-control'), aLayer('service-control', 'nothing')];

    expect(why(layers)).toContain('no service control policy allows');
  });

  test('with the statement that denies it', () => {
    const denying = aLayer('identity', 'Deny');

    const verdict = evaluate([denying], request);

    expect(verdict).toMatchObject({
      deniedBy: { kind: 'identity', statement: denying.policies[0]?.Statement[0] },
    });
  });
});

describe('a statement with a principal too many or too few', () => {
  const stray = (kind: PolicyKind, effect: 'Allow' | 'Deny'): Layer => ({
    ...aLayer(kind === 'resource' ? 'identity' : 'resource', effect),
    kind,
  });

  test.each(['identity', 'resource'] as const)('never grants, in a policy of kind %s', (kind) => {
    expect(why([stray(kind, 'Allow')])).toMatch(/^because no/);
  });

  test.each(['identity', 'resource'] as const)('always denies, in a policy of kind %s', (kind) => {
    expect(why([aLayer(kind), stray(kind, 'Deny')])).toMatch(/^with an explicit deny/);
  });
});
