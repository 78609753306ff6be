import { cronTrouble } from './cron-trouble.ts';

/**
 * Why a schedule expression would be refused; undefined when it would not.
 * Source: EventBridge Scheduler user guide, schedule types.
 */
export function scheduleTrouble(expression: string): string | undefined {
  const [, kind, argument = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return rateTrouble(argument);
  if (kind === 'cron') return cronTrouble(argument);
  if (kind === 'at') return momentTrouble(argument);
  return `"${expression}" is no schedule; expected rate(…), cron(…) or at(…)`;
}

function rateTrouble(rate: string): string | undefined {
  const [, digits, unit] = /^([1-9]\d*) (minutes?|hours?|days?)$/.exec(rate) ?? [];
  if (!unit) return `"rate(${rate})": expected a whole number and a unit, as in rate(5 minutes)`;
  const isOne = Number(digits) === 1;
  if (isOne !== unit.endsWith('s')) return undefined;
  const right = isOne ? unit.slice(0, -1) : `${unit}s`;
  return `"rate(${rate})": expected rate(${digits} ${right})`;
}

function momentTrouble(moment: string): string | undefined {
  const isWellFormed = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(moment);
  if (isWellFormed && isRealMoment(moment)) return undefined;
  return `"at(${moment})": expected a moment such as at(2030-01-31T09:00:00)`;
}

/** A date that there is not, such as February 30, would be read as a later one. */
function isRealMoment(moment: string): boolean {
  const time = new Date(`${moment}Z`);
  return !Number.isNaN(time.valueOf()) && time.toISOString().startsWith(moment);
}
