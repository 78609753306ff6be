import { type BucketPage, bucketPage } from '../../infra/aws/buckets.ts';
import { enforcement } from '../../infra/aws/enforcement.ts';
import { type Failure, failureOf, isOfStaleCredentials } from '../../infra/aws/failure.ts';
import { findListing } from '../../infra/aws/listings.ts';
import { forgetMemberSession } from '../../infra/aws/member-session.ts';
import { accountFacts } from '../../infra/aws/organization.ts';
import { findSweep } from '../../infra/aws/sweeps.ts';
import { sweptAccount } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { emptyTally } from '../../rules/account-tally.ts';
import { directoriesIn } from './directories.ts';
import { endListing } from './end-listing.ts';
import { surveyDeparted } from './survey-departed.ts';
import { type AccountOfSweep, type Cursor, surveyPage } from './survey-page.ts';
import { noteUnlisted, type UnlistedAccount } from './unlisted.ts';
import type { Watch } from './watch.ts';

export interface SurveyStep extends AccountOfSweep {
  /** Where the step before stopped; absent at the beginning. */
  readonly cursor?: Cursor | undefined;
  /** Why the buckets of the account could not be listed. */
  readonly trouble?: UnlistedAccount['trouble'] | undefined;
}

/**
 * Looks at the buckets of one account, page by page, for as long as there is time.
 *
 * @returns the step to go on with: without a cursor the account is done. One that is done already is not done again.
 * @throws when something could not be read or written down: the step is repeated, and nothing is done twice.
 */
export async function survey(cloud: Cloud, step: SurveyStep, watch: Watch): Promise<SurveyStep> {
  const { account, sweep } = step;
  const done = { account, sweep };
  await mustBeReadable(cloud);
  if (!step.cursor && (await sweptAccount(cloud, sweep, account)).survey) return done;
  if (!(await isActive(cloud, account))) return surveyDeparted(cloud, done, watch);
  return surveyPages(cloud, step, watch);
}

async function surveyPages(cloud: Cloud, step: SurveyStep, watch: Watch): Promise<SurveyStep> {
  const { account, sweep } = step;
  let cursor = step.cursor ?? (await beginning(cloud, step));
  do {
    const page = await pageOf(cloud, account, cursor);
    if ('cause' in page) return noteUnlisted(cloud, { account, sweep }, page);
    cursor = {
      ...cursor,
      directories: cursor.directories ?? (await directoriesOf(cloud, step, cursor)),
    };
    cursor = await surveyPage(cloud, { ...watch, account, sweep, page }, cursor);
    if (!cursor.token) return endListing(cloud, { account, sweep }, cursor);
  } while (watch.hasTime());
  return { account, sweep, cursor };
}

/** So long a listing waits before it is tried again where the trouble may pass, in milliseconds. */
const PATIENCE = [2_000, 10_000];
const passing: readonly Failure['cause'][] = ['throttled', 'unavailable', 'timeout'];

/** An account is not given up until tomorrow for a moment's trouble. */
async function pageOf(
  cloud: Cloud,
  account: string,
  cursor: Cursor,
): Promise<BucketPage | Failure> {
  for (const wait of PATIENCE) {
    const page = await listed(cloud, account, cursor);
    if (!('cause' in page && passing.includes(page.cause))) return page;
    await cloud.clock.sleep(wait);
  }
  return listed(cloud, account, cursor);
}

function listed(cloud: Cloud, account: string, cursor: Cursor): Promise<BucketPage | Failure> {
  return bucketPage(cloud, account, cursor).catch((error: unknown) => {
    if (isOfStaleCredentials(error)) forgetMemberSession(cloud, account);
    return failureOf(error);
  });
}

async function beginning(cloud: Cloud, { account, sweep }: SurveyStep): Promise<Cursor> {
  const startedAt = cloud.clock.now();
  const before = await findListing(cloud, account);
  const watched = before?.listedAt ?? (await findSweep(cloud, sweep))?.previous;
  const seenUntil = before?.endedAt ?? watched;
  return {
    startedAt,
    watched,
    seenUntil,
    regions: Object.keys(before?.listed ?? {}),
    tally: emptyTally,
  };
}

/** Where members are governed, and where the account had buckets before: S3 lists directory buckets region by region. */
function directoriesOf(cloud: Cloud, { account }: SurveyStep, { regions = [] }: Cursor) {
  const everywhere = new Set([...(cloud.settings.regions ?? []), ...regions]);
  return directoriesIn(cloud, { account, regions: everywhere });
}

/** Whether the account is one of ours, and its buckets can be looked at. */
async function isActive(cloud: Cloud, account: string): Promise<boolean> {
  try {
    return (await accountFacts(cloud, account, new Set())).accountState === 'ACTIVE';
  } catch (error) {
    if (failureOf(error).cause === 'malformed-message') return false;
    throw error;
  }
}

/** Without a mandate or a readable switch a look at every bucket would only make so many messages. */
async function mustBeReadable(cloud: Cloud): Promise<void> {
  await Promise.all([cloud.mandate(), enforcement(cloud)]);
}
