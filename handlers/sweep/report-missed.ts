import { markBlind } from '../../infra/aws/blind-spots.ts';
import type { Listing } from '../../infra/aws/listings.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { AccountTally, Missed } from '../../rules/account-tally.ts';
import { amount } from '../../rules/amount.ts';

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
export async function reportMissed(cloud: Cloud, found: MissedEvents): Promise<void> {
  for (const [region, missed] of Object.entries(found.missed)) {
    const { buckets, newest } = missed;
    const said = `${whatOf(found.account, region, missed)}: ${likelyCause(found, region)}`;
    await markBlind(cloud, { account: found.account, region, buckets, newest, said });
  }
}

function whatOf(account: string, region: string, { buckets, example }: Missed): string {
  return `no event told of ${amount(buckets, 'bucket')} in ${region} of account ${account}, ${example} among them`;
}

function likelyCause({ before }: MissedEvents, region: string): string {
  if (!before) return 'the account is new';
  if (before.listed[region] === undefined) return 'nobody has had a bucket in that region before';
  return 'nothing is known of the cause';
}
