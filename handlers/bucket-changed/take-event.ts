import { enforcement } from '../../infra/aws/enforcement.ts';
import type { Trail } from '../../infra/aws/queue.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { dropEvent, enforceBucket } from '../enforce.ts';
import type { Sighting } from '../messages.ts';
import type { Run } from '../run.ts';
import { logger } from '../telemetry.ts';

/**
 * Enforces the mandate on the bucket that an event is about, or drops the event in mode `off`.
 *
 * @param trail what its message has been through before.
 * @returns how the run ended; undefined for an event that was dropped.
 * @throws as `enforceBucket` does.
 */
export async function takeEvent(
  cloud: Cloud,
  sighting: Sighting,
  trail: Trail | undefined,
): Promise<Run | undefined> {
  if (!(await isOff(cloud))) return enforceBucket(cloud, sighting, { trail });
  const fellShort = await dropEvent(cloud, sighting, { trail });
  if (!fellShort) {
    const { bucket, event } = sighting;
    logger.info('event dropped', { ...bucket, event, why: 'the mode is off' });
  }
  return fellShort;
}

/** A switch that cannot be read is for `enforceBucket` to tell of. */
async function isOff(cloud: Cloud): Promise<boolean> {
  const held = await enforcement(cloud).catch(() => undefined);
  return held?.mode === 'off' && !held.halted;
}
