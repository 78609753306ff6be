import type { DesiredInventory } from './desired.ts';

/** The last report of a configuration that arrived, as the ledger has it. Times are milliseconds since the epoch. */
export interface Report {
  /** When S3 began to count for it; absent while none has arrived. */
  readonly at?: number | undefined;
  /** When we heard of it. */
  readonly heardAt?: number | undefined;
  /** What is wrong with it, in a sentence. */
  readonly fault?: string | undefined;
  /** Whether the next one, or the first, has been missed. */
  readonly isOverdue?: true | undefined;
}

/** By rule. */
export type Reports = Readonly<Record<string, Report>>;

/** Of a bucket what its reports hang on. */
export interface Reporting {
  readonly since?: string | undefined;
  readonly correctedAt?: number | undefined;
  readonly reports: Reports;
}

const HOUR = 3_600_000;

/** Source: S3 User Guide, S3 Inventory: "It might take up to 48 hours to deliver the first inventory report." */
const FIRST = 48 * HOUR;

/** From one report to when the next must be there: a day or a week until it is made, the rest for making it. */
const afterDaily = 48 * HOUR;
const afterWeekly = 9 * 24 * HOUR;

/** What is known of a configuration's reports. */
export interface Rhythm {
  /** `Daily` or `Weekly`. */
  readonly frequency: string;
  /** Since when the configuration stands. */
  readonly configuredAt: number;
  /** When S3 began to count for the last report that arrived. */
  readonly lastAt?: number | undefined;
}

/**
 * When the next report of a configuration must have arrived. A configuration that was put anew begins anew.
 *
 * | last report | daily       | weekly, made on Sundays |
 * |-------------|-------------|-------------------------|
 * | none yet    | in 48 hours | in 48 hours             |
 * | one         | 48 hours after it | 9 days after it   |
 */
export function dueAt({ frequency, configuredAt, lastAt }: Rhythm): number {
  const first = configuredAt + FIRST;
  if (lastAt === undefined) return first;
  return Math.max(first, lastAt + (frequency === 'Daily' ? afterDaily : afterWeekly));
}

/** Since when a bucket's configurations stand as the mandate wants them; undefined while that is not known. */
export function configuredAt({ since, correctedAt }: Reporting): number | undefined {
  if (since === undefined) return correctedAt;
  return Math.max(Date.parse(since), correctedAt ?? 0);
}

/** The rules whose reports are part of an incident. */
export function troubledReports(reports: Reports): readonly string[] {
  return Object.keys(reports).filter((rule) => reports[rule]?.isOverdue || reports[rule]?.fault);
}

/** The demands of the mandate on a compliant bucket whose reports should have arrived and did not. */
export function overdueReports(
  bucket: Reporting,
  desired: readonly DesiredInventory[],
  now: number,
): readonly DesiredInventory[] {
  const stands = configuredAt(bucket);
  if (stands === undefined) return [];
  // What nobody has put was there before: its reports come in a rhythm that we do not know yet.
  const unknown = bucket.correctedAt === undefined ? stands : undefined;
  return desired.filter(({ rule, inventory }) => {
    const { IsEnabled, Schedule } = inventory;
    const lastAt = bucket.reports[rule]?.at ?? unknown;
    const rhythm = { frequency: Schedule.Frequency, configuredAt: stands, lastAt };
    return IsEnabled && now > dueAt(rhythm);
  });
}
