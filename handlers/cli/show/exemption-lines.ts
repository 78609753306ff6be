import { amount } from '../../../rules/amount.ts';
import type { CountedExemption } from '../count-exemptions.ts';
import type { Screen } from '../world.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** Under which exemptions buckets are exempt, who answers for them and until when; nothing where there are none. */
export function exemptionLines(screen: Screen, exemptions: readonly CountedExemption[]): string[] {
  if (exemptions.length === 0) return [];
  const rows = exemptions.map(({ buckets, expires, owner, reason, ticket }) => [
    amount(buckets, 'bucket'),
    `until ${expires}`,
    printable(owner),
    printable(ticket ? `${reason} (${ticket})` : reason),
  ]);
  return [paint(screen, 'underline', 'Exemptions'), ...table(rows, { indent: 2 }), ''];
}
