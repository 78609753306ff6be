import type { Failure } from '../../infra/aws/failure.ts';
import { type FoundHit, markHit } from '../../infra/aws/hits.ts';
import { keyOfListing } from '../../infra/aws/listings.ts';
import { noteSwept } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { emptyTally } from '../../rules/account-tally.ts';
import { spotOf } from '../../rules/incident.ts';
import type { AccountOfSweep } from './survey-page.ts';

/**
 * Ends the sweep of an account whose buckets cannot be listed: the account itself becomes part of the incident of the cause, until
 * a sweep lists it again.
 *
 * @throws DynamoDB's errors.
 */
export async function noteUnlisted(
  cloud: Cloud,
  { account, sweep }: AccountOfSweep,
  failure: Failure,
): Promise<AccountOfSweep> {
  const what = `all buckets of account ${account}`;
  await markUnlisted(cloud, { key: keyOfListing(account), what, account }, failure);
  await noteSwept(cloud, sweep, { account, survey: emptyTally });
  return { account, sweep };
}

type Unlisted = Pick<FoundHit, 'key' | 'what' | 'region'> & { readonly account: string };

/**
 * Makes what cannot be listed part of the incident of the cause.
 *
 * @throws DynamoDB's errors.
 */
export async function markUnlisted(
  cloud: Cloud,
  unlisted: Unlisted,
  { cause: seen, message }: Failure,
): Promise<void> {
  // Of an account as a whole neither is ever said.
  const cause = seen === 'gone' || seen === 'unsupported' ? 'unexpected' : seen;
  const spot = spotOf(cause, { account: unlisted.account });
  await markHit(cloud, { ...unlisted, spot, said: message, at: cloud.clock.now() });
}
