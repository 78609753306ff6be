import { amount } from '../../../rules/amount.ts';
import type { Ending, Failed } from '../redrive/ending.ts';
import type { Screen } from '../world.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { countEndings } from './redrive-document.ts';

/** What a redrive has come to, for people. */
export function redriveReport(screen: Screen, endings: readonly Ending[]): string[] {
  if (endings.length === 0) return ['There is nothing of this kind.'];
  const { sent, checked, discarded, skipped } = countEndings(endings);
  const parts = [
    ...(sent > 0 ? [`${amount(sent, 'letter')} sent back`] : []),
    ...(checked > 0 ? [`${amount(checked, 'bucket')} to be checked`] : []),
    ...(discarded > 0 ? [`${amount(discarded, 'letter')} thrown away`] : []),
    ...(skipped > 0 ? [`${skipped} skipped: somebody has just sent them`] : []),
  ];
  return [
    `${paint(screen, 'bold', parts.join(', ') || 'Nothing could be sent')}.`,
    ...(sent + checked > 0 ? ['`stocktake status` shows what comes of it.'] : []),
  ];
}

/** Something that could not be sent or thrown away, for stderr. */
export function failedLine({ letter, about, why }: Failed): string {
  const { account, region, name } = about;
  const what = letter ? `letter ${letter}` : 'bucket';
  return printable(`${[what, name, account, region].filter(Boolean).join(' ')}: ${why}`);
}

export function progressLine(done: number, total: number): string {
  return `${done} of ${total}`;
}
