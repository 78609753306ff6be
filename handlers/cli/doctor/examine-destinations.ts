import { seeDoctorRole } from '../../../infra/aws/doctor/see-accounts.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { destinationPlaces } from '../../../rules/destination-places.ts';
import type { Verdict } from '../../../rules/doctor/gap.ts';
import { notSeen } from '../../../rules/doctor/looked.ts';
import { concurrently } from '../../concurrently.ts';
import { bucketsOf, examinePlace } from '../../doctor/examine-place.ts';
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
