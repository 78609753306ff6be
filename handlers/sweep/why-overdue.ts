import type { Cloud } from '../../infra/cloud.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { placeOfReports } from '../../rules/destination-places.ts';
import { gapsOf } from '../../rules/doctor/gaps-of.ts';
import type { Inventory } from '../../rules/inventory.ts';
import { examinePlace } from '../doctor/examine-place.ts';

/**
 * The cause that can be found for a report that does not arrive, in a sentence: S3 tells nobody, so the destination is looked
 * at. Who else may put something there is not asked.
 */
export async function whyOverdue(
  cloud: Cloud,
  bucket: BucketRef,
  inventory: Inventory,
): Promise<string> {
  const place = placeOfReports(bucket, inventory);
  const gaps = gapsOf(await examinePlace(cloud, place, { mayAdmit: 'anybody' }));
  if (gaps.length > 0) return gaps.map(({ found }) => found).join('; ');
  return `the bucket ${place.bucket} and its policy are as they should be, and so is the key if there is one`;
}
