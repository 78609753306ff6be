import { isUnderway } from '../../../infra/aws/letter-claim.ts';
import type { KeptLetter } from '../../../infra/aws/letters.ts';
import { amount } from '../../../rules/amount.ts';
import type { Troubles } from '../redrive/find-troubles.ts';
import { foldTroubles } from '../redrive/fold-troubles.ts';
import type { Screen } from '../world.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { beginningOf, type Rehearsal, SHOWN_AT_MOST } from './redrive-document.ts';
import { table } from './table.ts';

/** What a redrive would do, for people: folded by cause and account, and the oldest letters one by one. */
export function rehearsalReport(screen: Screen, rehearsal: Rehearsal): string[] {
  const { troubles, isDiscard } = rehearsal;
  const { letters, buckets } = troubles;
  if (letters.length + buckets.length === 0) return ['There is nothing of this kind.'];
  const would = isDiscard ? 'would be thrown away' : 'would be sent back';
  const checks = buckets.length > 0 ? `, ${amount(buckets.length, 'bucket')} checked` : '';
  return [
    `${paint(screen, 'bold', `${amount(letters.length, 'letter')} ${would}${checks}`)}:`,
    ...countTable(screen, troubles),
    '',
    ...letterLines(screen, rehearsal),
    'Nothing was written.',
  ];
}

function countTable(screen: Screen, troubles: Troubles): string[] {
  const titles = ['cause', 'account', 'letters', 'buckets', 'oldest'];
  const rows = foldTroubles(troubles).map(({ cause, account, letters, buckets, oldest }) => [
    cause,
    account ?? '-',
    String(letters),
    String(buckets),
    timeText(oldest),
  ]);
  const heading = titles.map((title) => paint(screen, 'dim', title));
  return table([heading, ...rows], { indent: 2, numbers: [2, 3] });
}

function letterLines(screen: Screen, { troubles: { letters }, now }: Rehearsal): string[] {
  if (letters.length === 0) return [];
  const rest = letters.length - SHOWN_AT_MOST;
  return [
    paint(screen, 'underline', 'Letters'),
    ...letters.slice(0, SHOWN_AT_MOST).flatMap((letter) => linesOf(screen, letter, now)),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    '',
  ];
}

function linesOf(screen: Screen, letter: KeptLetter, now: number): string[] {
  const { id, cause, attempts, firstSeen, lastSeen, reason, about } = letter;
  const { account, region, name } = about;
  const place = [name, account, region].filter(Boolean).join(' ') || 'names no bucket';
  const times = `${timeText(firstSeen)} to ${timeText(lastSeen)}`;
  return [
    `  ${paint(screen, 'bold', printable(id))}  ${cause}`,
    `    ${printable(place)}`,
    `    ${amount(attempts, 'attempt')}, ${times}: ${printable(reason)}`,
    `    ${paint(screen, 'dim', beginningOf(letter))}`,
    ...(isUnderway(letter, now) ? ['    has just been sent back: it would be skipped'] : []),
  ];
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
