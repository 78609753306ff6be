import type { Exemption } from './mandate.ts';

/**
 * Whether an exemption no longer counts. Its last day is a whole day, in UTC.
 *
 * @param today `YYYY-MM-DD` in UTC.
 */
export function isExpired({ expires }: Pick<Exemption, 'expires'>, today: string): boolean {
  return today > expires;
}

/** Whether an exemption speaks of a rule; one that names no rules speaks of all. */
export function covers({ rules }: Pick<Exemption, 'rules'>, rule: string): boolean {
  return rules === undefined || rules.includes(rule);
}
