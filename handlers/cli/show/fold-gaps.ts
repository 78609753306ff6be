import type { Gap } from '../../../rules/doctor/gap.ts';

/** Gaps that are the same but for where they are. */
export interface FoldedGap {
  readonly check: Gap['check'];
  readonly found: string;
  /** Of the first of them, word for word. */
  readonly fix: string;
  /** Whether the others differ in it by their account and region. */
  readonly isOwn: boolean;
  /** In the order of the gaps; empty for what concerns no place in particular. */
  readonly places: readonly string[];
}

/** What is found in many places is told once. What AWS said of an account or region there is told of all of them. */
export function foldGaps(gaps: readonly Gap[]): readonly FoldedGap[] {
  const alike = Map.groupBy(gaps, (gap) =>
    [gap.check, withoutPlace(gap, gap.found), gap.fix.split(' ').length].join('\n'),
  );
  return [...alike.values()].flatMap(byFix).map(fold);
}

type Group = readonly [Gap, ...Gap[]];

/** Apart by what mends them. */
function byFix(gaps: readonly Gap[]): readonly Group[] {
  const groups: [Gap, ...Gap[]][] = [];
  for (const gap of gaps) {
    const group = groups.find(([first]) => isSameFix(first, gap));
    if (group) group.push(gap);
    else groups.push([gap]);
  }
  return groups;
}

/** Word by word, because one that is the same for all may happen to be the region of one of them. */
function isSameFix(one: Gap, other: Gap): boolean {
  if (one.fix === other.fix) return true;
  const words = other.fix.split(' ');
  return one.fix
    .split(' ')
    .every(
      (word, at) =>
        word === words[at] || withoutPlace(one, word) === withoutPlace(other, words[at] ?? ''),
    );
}

function fold(group: Group): FoldedGap {
  const [first] = group;
  const { check, found, fix } = first;
  const places = group.map(placeOf).filter(Boolean);
  const isOwn = group.some((gap) => gap.fix !== fix);
  if (group.length > 1) return { check, found: withoutPlace(first, found), fix, isOwn, places };
  const isSaid = places.every((place) => place.split('/').every((part) => found.includes(part)));
  return { check, found, fix, isOwn, places: isSaid ? [] : places };
}

function withoutPlace({ account, region }: Gap, text: string): string {
  const general = account ? text.replaceAll(account, '<account>') : text;
  return region ? general.replaceAll(region, '<region>') : general;
}

function placeOf({ account, region }: Gap): string {
  return [account, region].filter(Boolean).join('/');
}
