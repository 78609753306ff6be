import { amount } from '../../../rules/amount.ts';
import {
  type Check,
  checks,
  type Fault,
  type Gap,
  type Verdict,
} from '../../../rules/doctor/gap.ts';
import { notesOf } from '../../../rules/doctor/gaps-of.ts';
import type { Screen } from '../world.ts';
import { type FoldedGap, foldGaps } from './fold-gaps.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { wellLine } from './well-line.ts';

export interface DoctorFindings {
  /** ISO 8601. */
  readonly at: string;
  readonly verdicts: readonly Verdict[];
  readonly gaps: readonly Gap[];
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** What the doctor found, for people: first what is well, then each gap with its fix. */
export function doctorReport(screen: Screen, findings: DoctorFindings): string[] {
  const { accounts, regions, at, gaps } = findings;
  const looked = `${amount(accounts.length, 'account')}, ${amount(regions.length, 'region')}`;
  return [
    `${paint(screen, 'bold', looked)} as of ${at}`,
    '',
    ...checks.flatMap((check) => wellLines(screen, check, findings)),
    ...notesOf(findings.verdicts).flatMap((note) => noteLines(screen, note)),
    '',
    ...gapLines(screen, foldGaps(gaps)),
    gaps.length === 0 ? 'Nothing to mend.' : `${amount(gaps.length, 'gap')}. Nothing was changed.`,
  ];
}

function wellLines(screen: Screen, check: Check, { verdicts }: DoctorFindings): string[] {
  const all = verdicts.filter((verdict) => verdict.check === check);
  const good = all.filter(({ gaps, notes = [] }) => gaps.length + notes.length === 0).length;
  if (good === 0 || check === 'could-not-look') return [];
  return [`${paint(screen, 'green', '✓')} ${wellLine(check, good, all.length)}`];
}

function noteLines(screen: Screen, { found, fix }: Fault): string[] {
  return [`${paint(screen, 'yellow', '·')} ${printable(found)}`, `    ${printable(fix)}`];
}

/** Grouped by check: gaps come in the order of the checks. */
function gapLines(screen: Screen, gaps: readonly FoldedGap[]): string[] {
  const byCheck = Map.groupBy(gaps, ({ check }) => check);
  return [...byCheck].flatMap(([check, group]) => [
    `${paint(screen, 'red', '✗')} ${paint(screen, 'bold', check)}`,
    ...group.flatMap((gap) => [
      `  ${printable(gap.found)}${placesText(gap.places)}`,
      `    ${paint(screen, 'dim', 'fix:')} ${printable(gap.fix)}`,
      ...(gap.isOwn ? ['    and so in each of the others, with its own account and region'] : []),
    ]),
    '',
  ]);
}

const NAMED_AT_MOST = 3;

function placesText(places: readonly string[]): string {
  if (places.length === 0) return '';
  const named = places.slice(0, NAMED_AT_MOST).join(', ');
  if (places.length === 1) return `: ${named}`;
  const rest = places.length - NAMED_AT_MOST;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return ` in ${places.length} places: ${named}${more}`;
}
