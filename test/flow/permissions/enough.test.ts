import { describe, expect, test } from '@jest/globals';
import { houseTemplates } from '../../../infra/local/house-templates.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import { exercise } from './exercise.ts';
import { policyOfDocs } from './policy-of-docs.ts';
import { policyParts } from './policy-parts.ts';

test('what the templates grant is enough for all that Stocktake does', async () => {
  expect(await exercise()).toEqual([]);
});

describe('the permissions boundary of docs/', () => {
  test('is wide enough for all that Stocktake does', async () => {
    const parameters = { PermissionsBoundaryName: 'stocktake-boundary' };
    const managedPolicies = { 'stocktake-boundary': policyOfDocs('permissions-boundary.json') };

    expect(await exercise({ parameters, managedPolicies })).toEqual([]);
  });

  test('allows no more than the roles have between them', () => {
    const roles = policyParts(houseTemplates()).filter(({ resource }) => resource.endsWith('Role'));
    const granted = roles.flatMap(({ actions }) => actions);
    const managed = /^(lambda|cloudwatch):/; // the deployment role's, from a policy of AWS
    const { Statement: statements } = readPolicy(policyOfDocs('permissions-boundary.json'));

    const allowed = statements.flatMap(({ Action = [] }) => Action);

    expect(allowed.filter((one) => !(granted.includes(one) || managed.test(one)))).toEqual([]);
  });
});
