import { amount } from './amount.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time as people say it: `3 hours`. */
export function ageText(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  if (ms < 2 * HOUR) return amount(Math.floor(ms / MINUTE), 'minute');
  if (ms < 2 * DAY) return amount(Math.floor(ms / HOUR), 'hour');
  return amount(Math.floor(ms / DAY), 'day');
}
