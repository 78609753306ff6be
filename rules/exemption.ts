import { daysAfter } from './day.ts';
import type { Exemption } from './mandate.ts';

/** What was agreed, and with whom. */
export interface Agreement {
  readonly reason: string;
  readonly owner: string;
  readonly ticket?: string | undefined;
  /** The last day, `YYYY-MM-DD` in UTC. */
  readonly expires: string;
}

/** Exemptions are told so many days before their last day, and after it. */
export const WINDOW_DAYS = 14;

/**
 * Whether an exemption no longer counts. Its last day is a whole day, in UTC.
 *
 * @param today `YYYY-MM-DD` in UTC.
 */
export function isExpired({ expires }: Pick<Exemption, 'expires'>, today: string): boolean {
  return today > expires;
}

/** Whether an exemption still counts on a day, and has at most two weeks to go. */
export function endsSoon(exemption: Pick<Exemption, 'expires'>, today: string): boolean {
  return !isExpired(exemption, today) && exemption.expires <= daysAfter(today, WINDOW_DAYS);
}

/** Whether an exemption speaks of a rule; one that names no rules speaks of all. */
export function covers({ rules }: Pick<Exemption, 'rules'>, rule: string): boolean {
  return rules === undefined || rules.includes(rule);
}
