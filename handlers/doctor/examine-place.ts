import { seeBucket, seeBucketPolicy, seeKey } from '../../infra/aws/doctor/see-destinations.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { DestinationPlace } from '../../rules/destination-places.ts';
import type { Scrutiny } from '../../rules/doctor/delivery-faults.ts';
import { judgeBucket, judgeBucketPolicy } from '../../rules/doctor/destination-bucket.ts';
import { judgeKey, judgeKeyArn } from '../../rules/doctor/destination-key.ts';
import type { Subject, Verdict } from '../../rules/doctor/gap.ts';
import { notSeen } from '../../rules/doctor/looked.ts';

/** What a look at an account's destinations is about. */
export function bucketsOf(account: string): Subject {
  return { check: 'destination-bucket', what: 'its buckets for reports', account };
}

/** A bucket that reports are put into, its policy and the keys for it; of what is the same for others each is seen once. */
export async function examinePlace(
  cloud: Cloud,
  place: DestinationPlace,
  { mayAdmit }: Pick<Scrutiny, 'mayAdmit'> = {},
): Promise<Verdict[]> {
  const { organizationId } = cloud.settings;
  const scrutiny = { organizationId, mayAdmit };
  const byKey = Map.groupBy(place.deliveries, ({ key }) => key);
  const keys = [...byKey].map(([key, deliveries]) =>
    key === undefined ? [] : examineKey(cloud, { ...place, deliveries, arn: key }, scrutiny),
  );
  return [...(await examineBucket(cloud, place, scrutiny)), ...(await Promise.all(keys)).flat()];
}

async function examineKey(
  cloud: Cloud,
  { account, region, deliveries, arn }: DestinationPlace & { readonly arn: string },
  scrutiny: Scrutiny,
): Promise<Verdict[]> {
  const wanted = { account, region, arn };
  const accounts = [...new Set(deliveries.map(({ source }) => source))];
  const sources = { ...scrutiny, accounts };
  const byArn = judgeKeyArn(wanted, sources);
  if (byArn) return [byArn];
  return [judgeKey(wanted, await seeKey(cloud, wanted, arn), sources)];
}

/** The policy of a bucket that is not there is no further gap. */
async function examineBucket(
  cloud: Cloud,
  { account, region, bucket: name, deliveries, isPerBucket }: DestinationPlace,
  scrutiny: Scrutiny,
): Promise<Verdict[]> {
  if (isPerBucket) return [notSeen({ ...bucketsOf(account), region }, perBucket)];
  const wanted = { account, region, name };
  const bucket = await seeBucket(cloud, wanted);
  const verdict = judgeBucket(wanted, bucket);
  if (bucket.seen !== 'here') return [verdict];
  const policy = await seeBucketPolicy(cloud, wanted);
  return [verdict, judgeBucketPolicy(wanted, policy, { ...scrutiny, deliveries })];
}

const perBucket = {
  cause: 'unexpected',
  message: 'their names hold {bucket}, so that there is no telling which must exist',
};
