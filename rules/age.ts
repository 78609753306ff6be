const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time as people say it: `3 hours`. */
export function ageText(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  if (ms < 2 * HOUR) return amount(ms / MINUTE, 'minute');
  return ms < 2 * DAY ? amount(ms / HOUR, 'hour') : amount(ms / DAY, 'day');
}

function amount(units: number, unit: string): string {
  const whole = Math.floor(units);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
