import type { Cloud } from '../cloud.ts';
import { KnownFailure } from './failure.ts';

/** An event of ours, `detail` already safe to paste into a JSON template. */
export interface Announcement {
  readonly type: 'Bucket Inventory Outcome';
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly detail: object;
}

/**
 * Puts an event of ours, source `stocktake`, on the hub bus.
 *
 * @throws KnownFailure `unavailable` when EventBridge refused the entry: it answers 200 even then.
 */
export async function announce(cloud: Cloud, { type, at, detail }: Announcement): Promise<void> {
  const { putEvents } = await import('./events.ts');
  const [refused] = await putEvents(cloud, [
    {
      EventBusName: cloud.settings.hubBus,
      Source: 'stocktake',
      DetailType: type,
      Time: new Date(at),
      Detail: JSON.stringify(detail),
    },
  ]);
  if (refused)
    throw new KnownFailure('unavailable', `EventBridge refused the event "${type}": ${refused}`);
}
