import type { Cloud } from '../../infra/cloud.ts';
import { standstill } from './show/standstill.ts';
import { findSwitch, inForce } from './turn-switch.ts';
import type { World } from './world.ts';

/** Says so, in a line on stderr, when nothing of what a command shows is applied. */
export async function warnOfStandstill(
  cloud: Cloud,
  command: string,
  { err }: World,
): Promise<void> {
  const why = standstill(inForce(await findSwitch(cloud)));
  if (why) err.write(`stocktake ${command}: nothing of this is applied: ${why}\n`);
}
