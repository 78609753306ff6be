import { ageText } from '../../../rules/age.ts';
import { amount, grouped } from '../../../rules/amount.ts';
import type { Run } from '../../run.ts';
import type { OpenedSweep } from '../../sweep/open.ts';
import type { WeighedSweep } from '../../sweep/weigh.ts';

/** How a sweep gets on, as one line. */
export interface SweepPace {
  readonly opened: (sweep: Pick<OpenedSweep, 'accounts'>) => void;
  readonly passed: () => void;
  readonly weighed: (sweep: Pick<WeighedSweep, 'accounts'>) => void;
  readonly told: (run: Run) => void;
  readonly line: () => string;
}

const BAR = 24;
const MINUTE = 60_000;

/** @param now milliseconds since the epoch. */
export function sweepPace(now: () => number): SweepPace {
  let phase: 'looking' | 'correcting' = 'looking';
  let [total, passed, buckets, startedAt] = [0, 0, 0, now()];
  const begin = (accounts: readonly string[]) => {
    [total, passed, buckets, startedAt] = [accounts.length, 0, 0, now()];
  };
  return {
    opened: ({ accounts }) => begin(accounts),
    weighed: ({ accounts }) => {
      phase = 'correcting';
      begin(accounts);
    },
    passed: () => {
      passed += 1;
    },
    told: () => {
      buckets += 1;
    },
    line: () => {
      const elapsed = Math.max(now() - startedAt, 1);
      const rate = `${grouped(Math.round((buckets * 1_000) / elapsed))} a second`;
      const share = total === 0 ? 1 : passed / total;
      const left =
        passed > 0 && share < 1 ? `, ${leftText((elapsed / share) * (1 - share))} left` : '';
      return `${phase} ${bar(share)} ${grouped(passed)} of ${amount(total, 'account')}, ${amount(buckets, 'bucket')}, ${rate}${left}`;
    },
  };
}

function leftText(ms: number): string {
  return ms < MINUTE ? ageText(ms) : `about ${ageText(ms)}`;
}

function bar(share: number): string {
  const full = Math.round(share * BAR);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}
