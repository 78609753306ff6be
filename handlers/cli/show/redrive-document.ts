import { isUnderway } from '../../../infra/aws/letter-claim.ts';
import type { KeptLetter } from '../../../infra/aws/letters.ts';
import type { Ending } from '../redrive/ending.ts';
import type { Troubles } from '../redrive/find-troubles.ts';
import { foldTroubles, type TroubleCount } from '../redrive/fold-troubles.ts';
import { printable } from './printable.ts';

/** What a redrive would do. */
export interface Rehearsal {
  readonly troubles: Troubles;
  readonly isDiscard: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** So many letters are shown one by one. */
export const SHOWN_AT_MOST = 10;

const BEGINNING = 200;

/** The beginning of a body, in one line: whoever wrote it may have meant harm. */
export function beginningOf({ body }: KeptLetter): string {
  const text = printable(body.slice(0, BEGINNING));
  return body.length > BEGINNING ? `${text}…` : text;
}

/** What `redrive --json` says, but for its version. docs/redrive.md describes it. */
export function redriveDocument(troubles: Troubles, endings: readonly Ending[]): object {
  return {
    ...countEndings(endings),
    failed: endings.filter((ending) => ending.how === 'failed').map(failureOf),
    causes: causesOf(troubles),
  };
}

/** The same of a dry run: nothing has been done, and some letters are shown. */
export function rehearsalDocument({ troubles, now }: Rehearsal): object {
  return {
    dryRun: true,
    ...countEndings([]),
    failed: [],
    causes: causesOf(troubles),
    letters: troubles.letters.slice(0, SHOWN_AT_MOST).map((letter) => letterOf(letter, now)),
  };
}

/** How many came to each end that is none of failure. */
export function countEndings(endings: readonly Ending[]) {
  const count = (how: Ending['how']) => endings.filter((ending) => ending.how === how).length;
  return {
    sent: count('sent'),
    checked: count('checked'),
    discarded: count('discarded'),
    skipped: count('skipped'),
  };
}

function failureOf({ letter, about, why }: Extract<Ending, { how: 'failed' }>): object {
  return { ...(letter && { letter }), ...placeOf(about), message: why };
}

function causesOf(troubles: Troubles): object {
  const byCause = Map.groupBy(foldTroubles(troubles), ({ cause }) => cause);
  return Object.fromEntries([...byCause].map(([cause, counts]) => [cause, counts.map(countOf)]));
}

function countOf({ cause: _, oldest, ...count }: TroubleCount): object {
  return { ...count, oldest: iso(oldest) };
}

function letterOf(letter: KeptLetter, now: number): object {
  const { id, cause, attempts, firstSeen, lastSeen, reason, about } = letter;
  return {
    id,
    cause,
    ...placeOf(about),
    attempts,
    firstSeen: iso(firstSeen),
    lastSeen: iso(lastSeen),
    reason,
    body: beginningOf(letter),
    underway: isUnderway(letter, now),
  };
}

function placeOf({ account, region, name }: KeptLetter['about']): object {
  return { ...(account && { account }), ...(region && { region }), ...(name && { bucket: name }) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
