import { expect, test } from '@jest/globals';
import type { Check, Gap } from '../../../../rules/doctor/gap.ts';
import { aHub, type HubOptions } from '../a-hub.ts';
import type { Harm } from './harms.ts';

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
  deployHub: "bring the hub's stack up to date: `sam build && sam deploy`",
  roles: expect.stringContaining('bring the stack set stocktake-member-roles up to date'),
  rules: expect.stringContaining('bring the stack set stocktake-member-rules up to date'),
  destination: expect.stringContaining('bring the stack set stocktake-destination up to date'),
  regions: expect.stringContaining("Regions of the hub's stack"),
};
