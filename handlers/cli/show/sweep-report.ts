import { amount } from '../../../rules/amount.ts';
import type { Outcome, OutcomeCounts } from '../../../rules/outcome.ts';
import type { SweepResult } from '../../sweep/close.ts';
import type { FailedBucket } from '../sweep.ts';
import type { Screen } from '../world.ts';
import { outcomeMark } from './outcome-mark.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

const SHOWN = 10;

/** What a sweep has come to, for people. */
export function sweepReport(
  screen: Screen,
  result: SweepResult,
  failed: readonly FailedBucket[],
): string[] {
  const { sweep, accounts, listed, counts } = result;
  const outcomes = Object.keys(counts) as Outcome[];
  const rows = outcomes.map((one) => [
    outcomeMark(screen, one),
    String(counts[one]),
    one === 'gone' ? paint(screen, 'dim', 'not in the total') : '',
  ]);
  return [
    `${paint(screen, 'bold', `Sweep ${sweep}`)}: ${amount(listed, 'bucket')} in ${amount(accounts, 'account')}`,
    ...(rows.length > 0 ? ['', ...table(rows, { indent: 2, numbers: [1] })] : []),
    ...failed.slice(0, SHOWN).map((one) => `  ${failedText(one)}`),
    ...(failed.length > SHOWN ? [`  and ${amount(failed.length - SHOWN, 'more')}`] : []),
    '',
    ...findings(screen, result),
    endingLine(screen, result),
  ];
}

function failedText({ account, region, bucket, cause = '', message = '' }: FailedBucket): string {
  const what = bucket ? `${bucket}  ${account} ${region}` : `all buckets of account ${account}`;
  return printable(`✗ ${what}  ${cause}: ${message}`);
}

function findings(screen: Screen, { missed, difference, unreadable }: SweepResult): string[] {
  const warn = (text: string) => `${paint(screen, 'yellow', '!')} ${text}`;
  return [
    ...(missed > 0
      ? [warn(`no event told of ${amount(missed, 'new bucket')}: \`stocktake status\` says where`)]
      : []),
    ...(difference > 0
      ? [
          warn(
            `ledger and S3 differ by ${amount(difference, 'bucket')}: \`stocktake status\` says where`,
          ),
        ]
      : []),
    ...(unreadable > 0 ? [warn(`${amount(unreadable, 'item')} of the ledger cannot be read`)] : []),
  ];
}

function endingLine(screen: Screen, { sweep, ended, why, wanted, counts }: SweepResult): string {
  if (ended === 'held') {
    const text = `Held: sweep ${sweep} ${why}. \`stocktake plan\` shows the plan, \`stocktake sweep --force ${sweep}\` releases it.`;
    return paint(screen, 'yellow', text);
  }
  if (ended === 'unfinished')
    return paint(
      screen,
      'yellow',
      `${amount(wanted, 'bucket')} to be corrected once corrections go on.`,
    );
  return `${correctedText(counts)}${leftText(counts)}`;
}

function correctedText({ corrected = 0 }: OutcomeCounts): string {
  if (corrected === 0) return 'Nothing had to be corrected.';
  return `${amount(corrected, 'bucket')} corrected.`;
}

/** What makes the exit code 2. */
function leftText({ drifted = 0, deferred = 0, undecided = 0 }: OutcomeCounts): string {
  const left = drifted + deferred + undecided;
  if (left === 0) return '';
  const are = left === 1 ? 'is' : 'are';
  return ` ${amount(left, 'bucket')} ${are} not as the mandate wants: \`stocktake plan\` shows why.`;
}
