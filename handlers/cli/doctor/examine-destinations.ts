import { seeDoctorRole } from '../../../infra/aws/doctor/see-accounts.ts';
import { seeBucket, seeBucketPolicy, seeKey } from '../../../infra/aws/doctor/see-destinations.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { type DestinationPlace, destinationPlaces } from '../../../rules/destination-places.ts';
import { judgeBucket, judgeBucketPolicy } from '../../../rules/doctor/destination-bucket.ts';
import { judgeKey, judgeKeyArn } from '../../../rules/doctor/destination-key.ts';
import type { Subject, Verdict } from '../../../rules/doctor/gap.ts';
import { notSeen } from '../../../rules/doctor/looked.ts';
import { concurrently } from '../../concurrently.ts';
import { keepersOf } from './keepers-of.ts';
import type { Setting } from './setting.ts';

const PLACES_AT_ONCE = 8;

/** The buckets and keys that the mandate names, in every region that is looked at. */
export async function examineDestinations(cloud: Cloud, setting: Setting): Promise<Verdict[]> {
  const everyone = setting.everyone.map(({ id }) => id);
  const places = destinationPlaces(await cloud.mandate(), setting.regions, everyone);
  const verdicts: Verdict[] = [];
  for (const account of await keepersOf(cloud)) {
    const doctor = await seeDoctorRole(cloud, account);
    const own = places.filter((place) => place.account === account);
    if (doctor.refused) verdicts.push(notSeen(bucketsOf(account), doctor.refused));
    else
      await concurrently(own, PLACES_AT_ONCE, async (place) => {
        verdicts.push(...(await examinePlace(cloud, place)));
      });
  }
  return verdicts;
}

function bucketsOf(account: string): Subject {
  return { check: 'destination-bucket', what: 'its buckets for reports', account };
}

async function examinePlace(cloud: Cloud, place: DestinationPlace): Promise<Verdict[]> {
  const byKey = Map.groupBy(place.deliveries, ({ key }) => key);
  const keys = [...byKey].map(([key, deliveries]) =>
    key === undefined ? [] : examineKey(cloud, { ...place, deliveries }, key),
  );
  return [...(await examineBucket(cloud, place)), ...(await Promise.all(keys)).flat()];
}

async function examineKey(
  cloud: Cloud,
  { account, region, deliveries }: DestinationPlace,
  arn: string,
): Promise<Verdict[]> {
  const { organizationId } = cloud.settings;
  const wanted = { account, region, arn };
  const accounts = [...new Set(deliveries.map(({ source }) => source))];
  const sources = { organizationId, accounts };
  const byArn = judgeKeyArn(wanted, sources);
  if (byArn) return [byArn];
  return [judgeKey(wanted, await seeKey(cloud, wanted, arn), sources)];
}

/** The policy of a bucket that is not there is no further gap. */
async function examineBucket(cloud: Cloud, place: DestinationPlace): Promise<Verdict[]> {
  const { account, region, bucket: name, deliveries, isPerBucket } = place;
  if (isPerBucket) return [notSeen({ ...bucketsOf(account), region }, perBucket)];
  const wanted = { account, region, name };
  const bucket = await seeBucket(cloud, wanted);
  const verdict = judgeBucket(wanted, bucket);
  if (bucket.seen !== 'here') return [verdict];
  const policy = await seeBucketPolicy(cloud, wanted);
  const { organizationId } = cloud.settings;
  return [verdict, judgeBucketPolicy(wanted, policy, { organizationId, deliveries })];
}

const perBucket = {
  cause: 'unexpected',
  message: 'their names hold {bucket}, so that there is no telling which must exist',
};
