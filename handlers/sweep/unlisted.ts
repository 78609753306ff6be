import type { Failure } from '../../infra/aws/failure.ts';
import { type FoundHit, markHit } from '../../infra/aws/hits.ts';
import { findListing, keyOfListing } from '../../infra/aws/listings.ts';
import { accountFacts } from '../../infra/aws/organization.ts';
import { noteSwept } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { emptyTally } from '../../rules/account-tally.ts';
import type { Cause } from '../../rules/cause.ts';
import { spotOf } from '../../rules/incident.ts';
import { incidentKinds } from '../../rules/incident-kinds.ts';
import type { AccountOfSweep } from './survey-page.ts';

export interface UnlistedAccount extends AccountOfSweep {
  /** Absent of an account that nobody has given the member role. */
  readonly trouble?: { readonly cause: Cause; readonly message: string };
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
  failure: Failure,
): Promise<UnlistedAccount> {
  if (failure.cause === 'role-not-ready' && (await isOutside(cloud, account))) {
    await noteSwept(cloud, sweep, { account, survey: emptyTally });
    return { account, sweep };
  }
  const what = `all buckets of account ${account}`;
  const cause = await markUnlisted(cloud, { key: keyOfListing(account), what, account }, failure);
  await noteSwept(cloud, sweep, { account, survey: emptyTally, trouble: cause });
  return { account, sweep, trouble: { cause, message: failure.message } };
}

/** Where the hub was deployed for some units, accounts in no such unit have no role, and were never governed. */
async function isOutside(cloud: Cloud, account: string): Promise<boolean> {
  const { targetUnits } = cloud.settings;
  if (!targetUnits || (await findListing(cloud, account))?.listedAt !== undefined) return false;
  const { unitIds = [] } = await accountFacts(cloud, account, new Set(['units']));
  return !unitIds.some((unit) => targetUnits.includes(unit));
}

type Unlisted = Pick<FoundHit, 'key' | 'what' | 'region'> & { readonly account: string };

/**
 * Makes what cannot be listed part of the incident of the cause.
 *
 * @returns the cause.
 * @throws DynamoDB's errors.
 */
export async function markUnlisted(
  cloud: Cloud,
  unlisted: Unlisted,
  { cause: seen, message }: Failure,
): Promise<Cause> {
  // Of a listing neither is ever said.
  const cause = seen === 'gone' || seen === 'unsupported' ? 'unexpected' : seen;
  await markHit(cloud, {
    ...unlisted,
    spot: spotOf(cause, { account: unlisted.account }),
    said: message,
    at: cloud.clock.now(),
    // What is told only after a while may pass until then.
    mayPass: incidentKinds[cause].toldAfter !== undefined,
  });
  return cause;
}
