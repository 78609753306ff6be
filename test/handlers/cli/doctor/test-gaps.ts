import { expect, test } from '@jest/globals';
import { siteOf } from '../../../../infra/local/assembly/site-of.ts';
import { defaultSeed } from '../../../../infra/local/seed.ts';
import type { Check, Gap } from '../../../../rules/doctor/gap.ts';
import { aHub, type HubOptions } from '../a-hub.ts';
import { type Harm, MEMBER } from './harms.ts';

const root = siteOf(defaultSeed, 'https://sqs').parameters.OrganizationRootId;

export interface Case extends HubOptions {
  readonly harm?: Harm;
  readonly mandate?: string;
  readonly gap: Readonly<Partial<Record<keyof Gap, unknown>>> & { readonly check: Check };
  /** The checks of all gaps in their order, where the harm makes more of them than this one. */
  readonly checks?: readonly Check[];
}

/** A test for each case: the doctor finds the gap, and no other. */
export function testGaps(cases: Readonly<Record<string, Case>>): void {
  test.each(Object.entries(cases))('%s', async (_, one) => {
    const { harm, mandate, gap, checks = [gap.check], ...options } = one;
    const hub = await aHub(mandate, undefined, options);
    await harm?.(hub);

    const ran = await hub.stocktake('doctor', '--json');

    expect(ran).toMatchObject({ code: 2, err: '' });
    const { healthy, gaps } = JSON.parse(ran.out) as Found;
    expect(healthy).toBe(false);
    expect(gaps).toContainEqual(expect.objectContaining(gap));
    expect(gaps.map(({ check }) => check)).toEqual(checks);
  });
}

/** Gaps of the same check. */
export function times(count: number, check: Check): readonly Check[] {
  return Array.from({ length: count }, () => check);
}

interface Found {
  readonly healthy: boolean;
  readonly gaps: readonly Gap[];
}

export const fixes = {
  hub: "the hub's stack does not notice what was changed by hand: put it back as template.yaml says, or deploy with a change of that resource",
  roles: again('stocktake-member-roles'),
  rules: again('stocktake-member-rules'),
  regions: expect.stringContaining("Regions of the hub's stack"),
};

/** Of what is missing in the member's stack in the hub's region. */
function again(stackSet: string): string {
  return `unless its instance is named under stack-instance, the stack there does not notice: delete its instance and create it again, ${onInstance('delete', stackSet)} --no-retain-stacks ; and when that has ended: ${onInstance('create', stackSet)}`;
}

/** A command on one stack of a stack set, in the hub's region. */
export function onInstance(verb: string, stackSet: string, account = MEMBER): string {
  return `aws cloudformation ${verb}-stack-instances --region eu-west-1 --call-as DELEGATED_ADMIN --stack-set-name ${stackSet} --deployment-targets OrganizationalUnitIds=${root},Accounts=${account},AccountFilterType=INTERSECTION --regions eu-west-1`;
}
