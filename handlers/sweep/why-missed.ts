import type { Listing } from '../../infra/aws/listings.ts';
import type { Cloud, Place } from '../../infra/cloud.ts';
import { memberForwarder } from '../../rules/doctor/forwarding.ts';
import { gapsOf } from '../../rules/doctor/gaps-of.ts';
import { arnIn } from '../doctor/arn-in.ts';
import { examineForwarding } from '../doctor/examine-forwarding.ts';

/**
 * The likely cause for which no event told of a region's new buckets, in words. A gap that can be seen comes first; a look that
 * fails explains nothing.
 *
 * @param before what was known of the account's listing; undefined for one that was never swept.
 */
export async function whyMissed(
  cloud: Cloud,
  place: Place,
  before: Listing | undefined,
): Promise<string> {
  const { regions } = cloud.settings;
  if (regions && !regions.includes(place.region))
    return 'the region is not among those that Stocktake was deployed for';
  const gaps = await gapsAt(cloud, place);
  if (gaps.length > 0) return gaps.join('; ');
  if (before?.listedAt === undefined) return 'the account is new';
  if (before.listed[place.region] === undefined)
    return 'nobody has had a bucket in that region before';
  return 'nothing is known of the cause';
}

/** What keeps events from the hub, as far as the account shows it. */
async function gapsAt(cloud: Cloud, { account, region }: Place): Promise<string[]> {
  const { workQueueUrl, hubBus, region: hubRegion } = cloud.settings;
  const [, hub = ''] = new URL(workQueueUrl).pathname.split('/');
  const bus = { region: hubRegion, account: hub, resource: `event-bus/${hubBus}` };
  const where = {
    account: { id: account, isManagement: false },
    region,
    hubBusArn: arnIn(cloud, 'events', bus),
    // Only the words of repairs go by it, and they are the doctor's to say.
    workshop: { hubRegion, callAs: 'DELEGATED_ADMIN', units: {} },
  } as const;
  const verdicts = await examineForwarding(cloud, where, [memberForwarder]);
  return gapsOf(verdicts)
    .filter(({ check }) => check !== 'could-not-look')
    .map(({ found }) => found);
}
