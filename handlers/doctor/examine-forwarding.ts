import { seeForwarding } from '../../infra/aws/doctor/see-forwarding.ts';
import { seeTrails } from '../../infra/aws/doctor/see-trails.ts';
import type { Cloud } from '../../infra/cloud.ts';
import {
  type Forwarder,
  type ForwardingPlace,
  judgeForwarding,
} from '../../rules/doctor/forwarding.ts';
import type { Verdict } from '../../rules/doctor/gap.ts';
import { judgeTrails } from '../../rules/doctor/trails.ts';
import { forwardRole } from './arn-in.ts';

/** Whether what happens in a region of an account is recorded, and reaches the hub by each of these ways. */
export async function examineForwarding(
  cloud: Cloud,
  where: Omit<ForwardingPlace, 'role'>,
  forwarders: readonly Forwarder[],
): Promise<Verdict[]> {
  const place = { account: where.account.id, region: where.region };
  const role = forwardRole(cloud, place.account);
  const [trails, ...forwarding] = await Promise.all([
    seeTrails(cloud, place),
    ...forwarders.map(async (forwarder) =>
      judgeForwarding(forwarder, { ...where, role }, await seeForwarding(cloud, place, forwarder)),
    ),
  ]);
  return [...forwarding.flat(), judgeTrails(place, trails)];
}
