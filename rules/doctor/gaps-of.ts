import { checks, type Fault, type Gap, type Verdict } from './gap.ts';

/** All gaps, in the order of the checks, then by account and region. */
export function gapsOf(verdicts: readonly Verdict[]): readonly Gap[] {
  const gaps = verdicts.flatMap((verdict) => verdict.gaps);
  return gaps.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** What is worth knowing besides. */
export function notesOf(verdicts: readonly Verdict[]): readonly Fault[] {
  return verdicts.flatMap(({ notes = [] }) => notes);
}

function orderOf({ check, account = '', region = '', found }: Gap): string {
  const rank = String(checks.indexOf(check)).padStart(2, '0');
  return [rank, account, region, found].join(' ');
}
