import { markBlind } from '../../infra/aws/blind-spots.ts';
import { recall } from '../../infra/aws/ledger.ts';
import type { Listing } from '../../infra/aws/listings.ts';
import type { Cloud, Place } from '../../infra/cloud.ts';
import type { AccountTally, Missed } from '../../rules/account-tally.ts';
import { amount } from '../../rules/amount.ts';
import type { BucketRef } from '../../rules/bucket.ts';

interface MissedEvents {
  readonly account: string;
  /** What was known of the account's listing before; absent for an account that is new. */
  readonly before?: Listing | undefined;
  readonly missed: AccountTally['missed'];
}

/**
 * Makes every region in which buckets came into being unheard part of the incident, with the likely cause.
 *
 * @throws DynamoDB's errors.
 */
export async function reportMissed(
  cloud: Cloud,
  { account, before, missed: byRegion }: MissedEvents,
): Promise<void> {
  for (const [region, missed] of Object.entries(byRegion)) {
    const { buckets, newest, example } = missed;
    const place = { account, region };
    if (buckets === 1 && (await isHeardOf(cloud, { ...place, name: example }))) continue;
    // Late, for whoever hears everything needs none of it.
    const { whyMissed } = await import('./why-missed.ts');
    const said = `${whatOf(place, missed)}: ${await whyMissed(cloud, place, before)}`;
    await markBlind(cloud, { ...place, buckets, newest, example, said });
  }
}

/** The event of the only one may have come while the rest of the account was looked at. */
async function isHeardOf(cloud: Cloud, bucket: BucketRef): Promise<boolean> {
  return (await recall(cloud, bucket)).createdAt !== undefined;
}

function whatOf({ account, region }: Place, { buckets, example }: Missed): string {
  return `no event told of ${amount(buckets, 'bucket')} in ${region} of account ${account}, ${example} among them`;
}
