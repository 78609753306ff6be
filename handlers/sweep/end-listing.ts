import { clearHit, markHit } from '../../infra/aws/hits.ts';
import { findListing, noteListing } from '../../infra/aws/listings.ts';
import { noteSwept } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { type Difference, differencesIn } from '../../rules/account-tally.ts';
import { grouped } from '../../rules/amount.ts';
import { keyOfDirectories, noDirectories } from './directories.ts';
import { reportMissed } from './report-missed.ts';
import type { AccountOfSweep, Cursor } from './survey-page.ts';

/**
 * Draws the line under an account's listing: what does not come out becomes part of an incident, and what came out is kept for
 * the sums.
 *
 * @throws DynamoDB's errors: the last page is done again.
 */
export async function endListing(
  cloud: Cloud,
  { account, sweep }: AccountOfSweep,
  { startedAt, tally, directories = noDirectories }: Cursor,
): Promise<AccountOfSweep> {
  const { unlisted } = directories;
  const before = await findListing(cloud, account);
  const differences = differencesIn(tally);
  const differing = differences.map(({ region }) => region);
  for (const difference of differences) await markDifference(cloud, account, difference);
  for (const region of before?.differing ?? []) {
    if (!differing.includes(region)) await clearHit(cloud, keyOfCount(account, region));
  }
  for (const region of before?.unlisted ?? []) {
    if (!unlisted.includes(region)) await clearHit(cloud, keyOfDirectories({ account, region }));
  }
  await reportMissed(cloud, { account, before, missed: tally.missed });
  const times = { listedAt: startedAt, endedAt: cloud.clock.now() };
  await noteListing(cloud, { account, ...times, listed: tally.listed, differing, unlisted });
  await noteSwept(cloud, sweep, { account, survey: tally });
  return { account, sweep };
}

function markDifference(
  cloud: Cloud,
  account: string,
  { region, listed, accounted }: Difference,
): Promise<void> {
  return markHit(cloud, {
    key: keyOfCount(account, region),
    spot: { cause: 'counts-differ' },
    what: `${account}/${region}`,
    account,
    region,
    said: `S3 lists ${grouped(listed)} in ${region} of account ${account}, the ledger has ${grouped(accounted)}`,
    at: cloud.clock.now(),
  });
}

function keyOfCount(account: string, region: string) {
  return { pk: `ACCOUNT#${account}`, sk: `COUNT#${region}` };
}
