import { ageText } from './age.ts';
import { amount, grouped } from './amount.ts';
import { daysAfter } from './day.ts';
import type { InventoryDigest } from './digest-event.ts';
import { endsSoon, isExpired, WINDOW_DAYS } from './exemption.ts';
import { endingLine } from './exemption-reminder.ts';
import { type IncidentFacts, incidentDetail } from './incident-event.ts';
import { type LedgerCount, standings } from './ledger-count.ts';
import { listed as some } from './listed.ts';
import { type ListedSum, listedSentences } from './listed-sum.ts';
import type { Exemption } from './mandate.ts';
import { safeText } from './template-safe.ts';

/** What a digest is made of. */
export interface DigestFacts {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly ledger: Pick<LedgerCount, 'total' | 'buckets'>;
  /** What S3 has listed, held against the ledger. */
  readonly listed: ListedSum;
  /** Buckets that were corrected in the last 24 hours. */
  readonly corrected: number;
  /** How many incidents are open. */
  readonly incidents: number;
  /** Some of them, the oldest first. */
  readonly oldest: readonly IncidentFacts[];
  /** Those of the mandate; a text that says why it cannot be read. */
  readonly exemptions: readonly Exemption[] | string;
  readonly deadLetters: number;
}

/** The digest of a day, in texts that are safe to paste. */
export function digestDetail(facts: DigestFacts): InventoryDigest {
  const { day, at, ledger, listed, corrected, incidents, deadLetters } = facts;
  return {
    version: 1,
    day,
    at: new Date(at).toISOString(),
    headline: headline(facts),
    total: ledger.total,
    states: safeText(states(ledger), 500),
    unknown: ledger.buckets.unknown,
    sums: safeText(listedSentences(listed).join('; '), 700),
    corrected,
    corrections: corrected > 0 ? `${amount(corrected, 'bucket')} in the last 24 hours` : '-',
    incidents,
    openIncidents: safeText(openIncidents(facts), 700),
    ...exemptionTexts(facts),
    deadLetters,
    nextStep: 'npm run stocktake -- status',
  };
}

function headline({ day, ledger, incidents }: DigestFacts): string {
  const open = amount(incidents, 'open incident');
  return `Daily digest ${day}: ${amount(ledger.total, 'bucket')}, ${open}`;
}

/** `1,204 buckets: 1,190 compliant, 8 failed, 6 exempt` */
function states({ total, buckets }: DigestFacts['ledger']): string {
  const parts = standings
    .filter((standing) => standing !== 'gone' && buckets[standing] > 0)
    .map((standing) => `${grouped(buckets[standing])} ${standing}`);
  return [amount(total, 'bucket'), parts.join(', ')].filter(Boolean).join(': ');
}

function openIncidents({ oldest, incidents, at }: DigestFacts): string {
  const texts = oldest.map((facts) => {
    const age = ageText(at - facts.since);
    return safeText(`${incidentDetail(facts).headline}, for ${age}`, 130);
  });
  return some(texts, incidents, '; ');
}

function exemptionTexts({
  exemptions,
  day,
}: DigestFacts): Pick<InventoryDigest, 'expiring' | 'expired' | 'trouble'> {
  if (typeof exemptions === 'string') {
    const unknown = 'unknown: the mandate cannot be read';
    return { expiring: unknown, expired: unknown, trouble: safeText(exemptions, 500) };
  }
  const from = daysAfter(day, -WINDOW_DAYS);
  return {
    expiring: endings(exemptions.filter((one) => endsSoon(one, day))),
    expired: endings(exemptions.filter((one) => isExpired(one, day) && one.expires >= from)),
    trouble: '-',
  };
}

function endings(exemptions: readonly Exemption[]): string {
  const texts = exemptions.toSorted((a, b) => (a.expires < b.expires ? -1 : 1)).map(endingLine);
  return safeText(some(texts, texts.length, '; '), 700);
}
