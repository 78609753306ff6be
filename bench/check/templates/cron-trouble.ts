interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names that stand for numbers, the first of them for `least`. */
  readonly names?: readonly string[];
  /** What this field may be besides numbers, ranges and steps. */
  readonly special?: RegExp;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Source: EventBridge Scheduler user guide, cron-based schedules. */
const cronFields: readonly CronField[] = [
  { name: 'minutes', least: 0, most: 59 },
  { name: 'hours', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31, special: /^(\?|L|([1-9]|[12]\d|3[01])W)$/ },
  { name: 'month', least: 1, most: 12, names: months },
  { name: 'day of week', least: 1, most: 7, names: days, special: /^(\?|L|[1-7]L|[1-7]#[1-5])$/ },
  { name: 'year', least: 1970, most: 2199 },
];

/** Why the six fields of a cron expression would be refused; undefined when they would not. */
export function cronTrouble(cron: string): string | undefined {
  const fields = cron.split(/\s+/);
  if (fields.length !== 6) return `"cron(${cron})": ${fields.length} fields, expected six`;
  if ((fields[2] === '?') === (fields[4] === '?')) {
    return `"cron(${cron})": expected ? as day of month or as day of week, and not as both`;
  }
  const wrong = cronFields.find((field, index) => !isAllowed(field, fields[index] ?? ''));
  if (!wrong) return undefined;
  return `"cron(${cron})": ${wrong.name}: expected ${wrong.least} to ${wrong.most}`;
}

function isAllowed(field: CronField, text: string): boolean {
  if (field.special?.test(text)) return true;
  return text.split(',').every((part) => isAllowedPart(field, part));
}

function isAllowedPart(field: CronField, part: string): boolean {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*') return true;
  const ends = range.split('-').map((end) => numberOf(field, end));
  return ends.length <= 2 && ends.every((end) => end >= field.least && end <= field.most);
}

/** NaN, which is in no range, for anything else. */
function numberOf({ names = [], least }: CronField, text: string): number {
  const at = names.indexOf(text.toUpperCase());
  if (at >= 0) return at + least;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
