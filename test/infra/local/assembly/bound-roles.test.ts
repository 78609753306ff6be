import { describe, expect, test } from '@jest/globals';
import { boundRoles } from '../../../../infra/local/assembly/bound-roles.ts';
import type { DeployedRole } from '../../../../infra/local/deployment/roles-in.ts';
import { readPolicy } from '../../../../infra/local/policy.ts';

const account = '111111111111';
const arn = `arn:aws:iam::${account}:role/stocktake/stocktake-member`;
const Version = '2012-10-17';
const bounds = { Version, Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } };

function aRole(permissionsBoundary?: string): DeployedRole {
  const trustPolicy = readPolicy({ Version, Statement: [] });
  const base = { account, name: 'stocktake-member', path: '/stocktake/', arn, trustPolicy };
  return { ...base, policies: [], permissionsBoundary };
}

describe('a role', () => {
  test.each(['bounds', 'platform/bounds'])('has the boundary %s that it names', (name) => {
    const role = aRole(`arn:aws:iam::${account}:policy/${name}`);

    const [bound] = boundRoles([role], { [name]: bounds });

    expect(bound).toEqual({ ...role, boundary: readPolicy(bounds) });
  });

  test('that names none has none', () => {
    expect(boundRoles([aRole()], { bounds })).toEqual([aRole()]);
  });

  test.each([
    ['of another name', `arn:aws:iam::${account}:policy/other`],
    ['of another account', 'arn:aws:iam::222222222222:policy/bounds'],
    ['of another partition', `arn:aws-cn:iam::${account}:policy/bounds`],
    ['in a path', `arn:aws:iam::${account}:policy/platform/bounds`],
    ['of AWS', 'arn:aws:iam::aws:policy/bounds'],
  ])('cannot have one %s', (_case, boundary) => {
    expect(() => boundRoles([aRole(boundary)], { bounds })).toThrow(
      new Error(`${arn}: there is no policy ${boundary} to be its boundary`),
    );
  });
});

test('a managed policy that is not understood is refused by name', () => {
  const odd = { ...bounds, Version: '2008-10-17' };

  expect(() => boundRoles([], { odd })).toThrow(
    'managed policy odd: policy: Version: expected "2012-10-17"',
  );
});
