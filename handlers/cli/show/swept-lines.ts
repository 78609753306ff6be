import type { Sweep } from '../../../infra/aws/sweeps.ts';
import { type ListedSum, listedSentences } from '../../../rules/listed-sum.ts';
import type { Screen } from '../world.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';

interface Swept {
  readonly listed: ListedSum;
  readonly sweep?: Sweep | undefined;
}

/** What S3 listed held against the ledger, and how far the latest sweep has got. */
export function sweptLines(screen: Screen, { listed, sweep }: Swept): string[] {
  const [sums = '', ...more] = listedSentences(listed);
  const isSound = listed.difference === 0;
  return [
    isSound ? sums : paint(screen, 'yellow', sums),
    ...more.map((text) => `  ${paint(screen, 'yellow', text)}`),
    ...(sweep ? [sweepLine(screen, sweep)] : []),
  ];
}

function sweepLine(screen: Screen, { number, phase, openedAt, closedAt, why = '' }: Sweep): string {
  const began = `Sweep ${number} of ${isoOf(openedAt)}`;
  if (phase === 'closed') return `${began} ended ${closedAt ? isoOf(closedAt) : ''}`.trimEnd();
  if (phase !== 'held')
    return `${began} is at ${phase === 'survey' ? 'its survey' : 'its corrections'}`;
  const release = `\`stocktake sweep --force ${number}\` releases it`;
  return paint(screen, 'yellow', printable(`${began} is held: it ${why}; ${release}`));
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
