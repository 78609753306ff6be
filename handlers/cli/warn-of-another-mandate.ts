import { latestSweeps } from '../../infra/aws/sweeps.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { mandateDigest } from '../../infra/mandate.ts';
import type { World } from './world.ts';

/** The hub has a mandate of its own: says so, in a line on stderr, when its latest sweep went by another one than the command. */
export async function warnOfAnotherMandate(
  cloud: Cloud,
  command: string,
  { err }: World,
): Promise<void> {
  const digest = mandateDigest(await cloud.mandate());
  const [sweep] = await latestSweeps(cloud, 1);
  if (!sweep || sweep.mandate === digest) return;
  err.write(
    `stocktake ${command}: the mandate ${digest} is not that of sweep ${sweep.number}, ${sweep.mandate}: is it deployed?\n`,
  );
}
