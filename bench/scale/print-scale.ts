import { grouped } from '../../rules/amount.ts';
import { type Givens, limits } from './givens.ts';
import { expensesOf, passThrough, usesOf, wholeSweep } from './sweep-arithmetic.ts';

const CONCURRENCIES = [10, 50, 100];
/** Requests a second that S3 may answer for one account: nobody publishes it. */
const S3_RATES = [undefined, 50, 20];
const SWEEPS_A_MONTH = 30;

/** The arithmetic of a sweep as tables of Markdown, as docs/scale.md has them. */
export function scaleTables(givens: Givens): string {
  return [durations(givens), uses(givens), expenses(givens)].join('\n\n');
}

function durations(givens: Givens): string {
  const rows = S3_RATES.map((s3Rate) => [
    s3Rate === undefined ? 'as many as are asked' : `${s3Rate} a second`,
    `${passThrough(givens, s3Rate).seconds.toFixed(1)} s`,
    ...CONCURRENCIES.map((concurrency) => {
      const { duration, bound } = wholeSweep(givens, concurrency, s3Rate);
      return `${lengthOf(duration)}${bound === 'organizations' ? ' *' : ''}`;
    }),
  ]);
  const heads = CONCURRENCIES.map((concurrency) => `${concurrency} accounts at a time`);
  return table(['S3 answers an account', 'an account', ...heads], rows);
}

function uses(givens: Givens): string {
  const every = CONCURRENCIES.map((concurrency) => usesOf(givens, concurrency));
  const rows = (every[0] ?? []).map(({ what, limit }, row) => [
    what,
    grouped(limit),
    ...every.map((one) => `${shareOf(one[row]?.used ?? 0, limit)} %`),
  ]);
  const most = Math.floor(limits.state / givens.bytesAnAccount);
  const heads = CONCURRENCIES.map((concurrency) => `at ${concurrency}`);
  return `${table(['of', 'limit', ...heads], rows)}\n\nThe first line is full at ${grouped(most)} accounts.`;
}

/** Whole, unless that would be nothing. */
function shareOf(used: number, limit: number): string {
  const share = (used / limit) * 100;
  return share < 1 ? share.toFixed(2) : share.toFixed(0);
}

function expenses(givens: Givens): string {
  const rows = expensesOf(givens).map(({ what, price }) => [
    what,
    price.toFixed(2),
    (price * SWEEPS_A_MONTH).toFixed(2),
  ]);
  return table(['in US dollars', 'a sweep', 'a month, daily'], rows);
}

/** `1 h 59 min` */
function lengthOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|---|${'---:|'.repeat(head.length - 1)}`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
