import type { Failure } from '../../infra/aws/failure.ts';
import { markHit } from '../../infra/aws/hits.ts';
import { keyOfListing } from '../../infra/aws/listings.ts';
import { noteSwept } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { emptyTally } from '../../rules/account-tally.ts';
import type { Cause } from '../../rules/cause.ts';
import { spotOf } from '../../rules/incident.ts';
import { incidentKinds } from '../../rules/incident-kinds.ts';
import type { AccountOfSweep } from './survey-page.ts';

export interface UnlistedAccount extends AccountOfSweep {
  readonly trouble: { readonly cause: Cause; readonly message: string };
}

/**
 * Ends the sweep of an account whose buckets cannot be listed: the account itself becomes part of the incident of the cause, until
 * a sweep lists it again.
 *
 * @throws DynamoDB's errors.
 */
export async function noteUnlisted(
  cloud: Cloud,
  { account, sweep }: AccountOfSweep,
  { cause: seen, message }: Failure,
): Promise<UnlistedAccount> {
  // No account answers that a bucket is gone.
  const cause = seen === 'gone' ? 'unexpected' : seen;
  await markHit(cloud, {
    key: keyOfListing(account),
    spot: spotOf(cause, { account }),
    what: `all buckets of account ${account}`,
    account,
    said: message,
    at: cloud.clock.now(),
    // What is told only after a while may pass until then.
    mayPass: incidentKinds[cause].toldAfter !== undefined,
  });
  await noteSwept(cloud, sweep, { account, survey: emptyTally, trouble: cause });
  return { account, sweep, trouble: { cause, message } };
}
