import type { IncidentFacts } from '../../../rules/incident-event.ts';
import { MEMBER } from './a-switchboard.ts';

const SINCE = Date.parse('2026-11-24T09:00:12Z');
const MINUTE = 60_000;

/** A permission that somebody took away, and 212 buckets later. */
export function anIncident(over: Partial<IncidentFacts> = {}): IncidentFacts {
  return {
    spot: { cause: 'denied', account: MEMBER },
    since: SINCE,
    failedAt: SINCE + 10 * MINUTE,
    accountName: 'payments-prod',
    said:
      `User: arn:aws:sts::${MEMBER}:assumed-role/stocktake-member/stocktake is not authorized to perform: ` +
      's3:PutInventoryConfiguration on resource: "arn:aws:s3:::payments-orders" because no identity-based policy ' +
      'allows the s3:PutInventoryConfiguration action',
    hits: 212,
    sample: ['orders', 'invoices', 'refunds', 'ledger', 'exports'].map((name) => ({
      name: `payments-${name}`,
      account: MEMBER,
      region: 'eu-west-1',
      creator: `arn:aws:iam::${MEMBER}:role/deployer`,
    })),
    ...over,
  };
}

/** An hour and a half later it is over. */
export function overAgain(): IncidentFacts {
  return anIncident({ until: SINCE + 93 * MINUTE, sample: [] });
}
