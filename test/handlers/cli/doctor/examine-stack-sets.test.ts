import { describe } from '@jest/globals';
import { edited } from '../edited-templates.ts';
import { HUB, here, KEEPER, MEMBER } from './harms.ts';
import { type Case, fixes, onInstance, testGaps } from './test-gaps.ts';

const inStackSets: Readonly<Record<string, Case>> = {
  'a stack set that is not there': {
    templates: edited('hub', 'Destinations', (text) =>
      text.replace('"stocktake-destination"', '"stocktake-others"'),
    ),
    gap: {
      check: 'stack-set',
      found: 'there is no stack set stocktake-destination',
      fix: fixes.hub,
    },
  },
  'a stack set that was deleted': {
    harm: ({ organization }) =>
      organization.machines.stackSets.alter('stocktake-member-rules', { status: 'DELETED' }),
    gap: {
      check: 'stack-set',
      found: 'the stack set stocktake-member-rules is DELETED',
      fix: fixes.hub,
    },
  },
  'a stack set that does not deploy by itself': {
    harm: ({ organization }) =>
      organization.machines.stackSets.alter('stocktake-member-roles', { isAutomatic: false }),
    gap: {
      check: 'stack-set',
      found:
        'the stack set stocktake-member-roles does not reach accounts that join: automatic deployment is off',
      fix: fixes.hub,
    },
  },
  'a stack set without instances': {
    harm({ organization }) {
      for (const account of [MEMBER, HUB, KEEPER]) {
        organization.machines.stackSets.lose('stocktake-member-roles', { account, region: here });
      }
    },
    gap: {
      check: 'stack-set',
      found: 'the stack set stocktake-member-roles has no instance anywhere',
      fix: fixes.hub,
    },
  },
  'an instance that is not there': {
    harm: ({ organization }) =>
      organization.machines.stackSets.lose('stocktake-member-rules', {
        account: MEMBER,
        region: here,
      }),
    gap: {
      check: 'stack-instance',
      account: MEMBER,
      region: here,
      found: 'the stack set stocktake-member-rules has no instance',
      fix: onInstance('create', 'stocktake-member-rules'),
    },
  },
  'an instance that failed': {
    harm: ({ organization }) =>
      organization.machines.stackSets.fail(
        'stocktake-destination',
        { account: KEEPER, region: here },
        'acme-inventory-eu-west-1 already exists',
      ),
    gap: {
      check: 'stack-instance',
      account: KEEPER,
      region: here,
      found:
        'the instance of the stack set stocktake-destination is OUTDATED (FAILED): acme-inventory-eu-west-1 already exists',
      fix: `the stack set's operations say what hinders it: mend that, then ${onInstance('update', 'stocktake-destination', KEEPER)}`,
    },
  },
};

describe('doctor finds in the stack sets', () => testGaps(inStackSets));
