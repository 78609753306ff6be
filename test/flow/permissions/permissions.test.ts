import { describe, expect, test } from '@jest/globals';
import { houseTemplates } from '../../../infra/local/house-templates.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import { exercise } from './exercise.ts';
import { policyOfDocs } from './policy-of-docs.ts';
import { type PolicyPart, policyParts } from './policy-parts.ts';

// Taken out one by one: a part that nobody misses is a permission too many.

const parts = policyParts(houseTemplates());

/** Parts that no work of ours can miss, and where else they are proven. */
const unmissed: readonly { readonly why: string; matches(part: PolicyPart): boolean }[] = [
  {
    why: 'it only denies: see "plain HTTP" in test/infra/local/deployment.test.ts',
    matches: ({ statement }) => statement === 'TlsOnly',
  },
  {
    why: 'it is the account’s hold on the key of its alerts: without it nobody could change its policy',
    matches: ({ resource, statement }) => resource === 'AlertKey' && statement === 'Administration',
  },
];

const needed = parts.filter((part) => !unmissed.some(({ matches }) => matches(part)));

test('what the templates grant is enough for all that Stocktake does', async () => {
  expect(await exercise()).toEqual([]);
});

test('the permissions boundary of docs/ is wide enough for all that Stocktake does', async () => {
  const parameters = { PermissionsBoundaryName: 'stocktake-boundary' };
  const managedPolicies = { 'stocktake-boundary': policyOfDocs('permissions-boundary.json') };

  expect(await exercise({ parameters, managedPolicies })).toEqual([]);
});

test('the permissions boundary of docs/ allows no more than the roles have between them', () => {
  const granted = parts
    .filter(({ resource }) => resource.endsWith('Role'))
    .flatMap((part) => part.actions);
  const managed = /^(lambda|cloudwatch):/; // the deployment role's, from a policy of AWS
  const boundary = readPolicy(policyOfDocs('permissions-boundary.json'));

  const allowed = boundary.Statement.flatMap(({ Action = [] }) => Action);

  expect(allowed.filter((action) => !(granted.includes(action) || managed.test(action)))).toEqual(
    [],
  );
});

describe('what the templates grant is needed', () => {
  test.each(needed.map((part) => [part.name, part] as const))('%s', async (_name, part) => {
    const refusals = await exercise({ templates: part.without() });

    expect(
      refusals.filter((text) => part.actions.some((action) => names(text, action))),
    ).not.toEqual([]);
  });
});

/** Lambda names a call without its service; CloudFormation says what its caller is not, instead of what it may not. */
function names(text: string, action: string): boolean {
  const [service, call = ''] = action.split(':');
  if (action === 'organizations:ListDelegatedAdministrators')
    return text.includes('Account used is not a delegated administrator');
  if (call === '*') return text.includes(`perform: ${service}:`);
  return (
    text.includes(`perform: ${action} on `) || text.includes(`permissions to call ${call} on `)
  );
}
