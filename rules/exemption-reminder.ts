import { daysAfter } from './day.ts';
import { endsSoon } from './exemption.ts';
import type { Exemption } from './mandate.ts';
import { stableHash } from './stable-hash.ts';
import { safeText } from './template-safe.ts';

/** That an exemption ends soon, for whoever would have to extend it. */
export interface ExemptionReminder {
  /** `2027-03-31-1c9e5f0a`: the same as long as the exemption ends on that day and is about the same buckets and rules. */
  readonly name: string;
  /** What people call it, in a line. */
  readonly what: string;
  /** Who answers for it, why it was agreed, until when, and what happens then. */
  readonly said: string;
}

/**
 * The reminders of a day: one for every exemption that counts for two more weeks at most, the one that ends first first.
 *
 * @param today `YYYY-MM-DD` in UTC.
 */
export function remindersOn(
  today: string,
  exemptions: readonly Exemption[],
): readonly ExemptionReminder[] {
  return exemptions
    .filter((exemption) => endsSoon(exemption, today))
    .toSorted((a, b) => (a.expires < b.expires ? -1 : 1))
    .map((exemption) => ({
      name: nameOf(exemption),
      what: endingLine(exemption),
      said: sentenceOf(exemption),
    }));
}

/** `2027-03-31 platform@example.com: Vendor rotates the bucket hourly` */
export function endingLine({ expires, owner, reason }: Exemption): string {
  return safeText(`${expires} ${safeText(owner, 50)}: ${reason}`, 130);
}

function nameOf({ expires, where, rules }: Exemption): string {
  const hash = stableHash(JSON.stringify([where, rules]))
    .toString(16)
    .padStart(8, '0');
  return `${expires}-${hash}`;
}

function sentenceOf({ expires, owner, reason, ticket, rules }: Exemption): string {
  const agreed = `${reason.replace(/[.!]+$/, '')} (${ticket === undefined ? owner : `${owner}, ${ticket}`})`;
  const from = rules ? `from ${rules.join(', ')}` : 'from all rules';
  return `The exemption ${from} ends with ${expires}: ${agreed}. Enforcement resumes by itself on ${daysAfter(expires, 1)}.`;
}
