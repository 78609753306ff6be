import type { DigestFacts } from '../../../rules/digest.ts';
import { countLedger } from '../../../rules/ledger-count.ts';
import { anExemption } from '../../rules/builders.ts';
import { anIncident } from './an-incident.ts';

const { buckets } = countLedger().count();

/** An ordinary day, with something of everything. */
export function aDigest(over: Partial<DigestFacts> = {}): DigestFacts {
  return {
    day: '2026-11-24',
    at: Date.parse('2026-11-24T12:00:03Z'),
    ledger: {
      total: 12_480,
      buckets: { ...buckets, compliant: 12_204, exempt: 31, failed: 212, unknown: 33 },
    },
    listed: {
      at: Date.parse('2026-11-24T02:15:00Z'),
      accounts: 20,
      buckets: 12_477,
      difference: 1,
      differing: [{ account: '111111111111', difference: 1 }],
      failing: [{ account: '666666666666', cause: 'role-not-ready' }],
      never: [],
    },
    corrected: 57,
    incidents: 1,
    oldest: [anIncident()],
    exemptions: [
      anExemption({ expires: '2026-12-01', reason: 'Vendor rotates the bucket hourly' }),
      anExemption({ expires: '2026-11-20', reason: 'Moves to another account' }),
    ],
    deadLetters: 3,
    ...over,
  };
}
