import { meetsGlob } from './glob.ts';
import type { Selector } from './selector-schema.ts';

interface About {
  readonly where: Selector;
  readonly unless?: Selector | undefined;
}

/** Those of the regions that a rule can be about. */
export function ruleRegions(rule: About, regions: readonly string[]): readonly string[] {
  return regions.filter((region) => canBeAbout(rule, region));
}

function canBeAbout({ where, unless = {} }: About, region: string): boolean {
  const meant = where.regions === undefined || meetsAny(where.regions, region);
  return meant && !isTakenAway(unless, region);
}

/** All keys of `unless` must hold: only one that asks for nothing but the region takes a region away as a whole. */
function isTakenAway(unless: Selector, region: string): boolean {
  const { regions = [], ...others } = unless;
  return Object.keys(others).length === 0 && meetsAny(regions, region);
}

function meetsAny(globs: readonly string[], region: string): boolean {
  return globs.some((glob) => meetsGlob(glob, region));
}
