import type { Gap } from '../../../rules/doctor/gap.ts';

/** Gaps that are the same but for where they are. */
export interface FoldedGap {
  readonly check: Gap['check'];
  readonly found: string;
  readonly fix: string;
  /** In the order of the gaps; empty for what concerns no place in particular. */
  readonly places: readonly string[];
}

/** What is found in many places is told once. What AWS said of an account or region there is told of all of them. */
export function foldGaps(gaps: readonly Gap[]): readonly FoldedGap[] {
  const groups = Map.groupBy(gaps, (gap) =>
    [gap.check, withoutPlace(gap, gap.found), withoutPlace(gap, gap.fix)].join('\n'),
  );
  return [...groups.values()].flatMap(fold);
}

function fold(group: readonly Gap[]): readonly FoldedGap[] {
  const [first] = group;
  if (!first) return [];
  const { check, found, fix } = first;
  const places = group.map(placeOf).filter(Boolean);
  if (group.length > 1)
    return [{ check, found: withoutPlace(first, found), fix: withoutPlace(first, fix), places }];
  const isSaid = places.every((place) => place.split('/').every((part) => found.includes(part)));
  return [{ check, found, fix, places: isSaid ? [] : places }];
}

function withoutPlace({ account, region }: Gap, text: string): string {
  const general = account ? text.replaceAll(account, '<account>') : text;
  return region ? general.replaceAll(region, '<region>') : general;
}

function placeOf({ account, region }: Gap): string {
  return [account, region].filter(Boolean).join('/');
}
