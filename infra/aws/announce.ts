import type { Cloud } from '../cloud.ts';
import { isRefusal, KnownFailure } from './failure.ts';

/** An event of ours, `detail` already safe to paste into a JSON template. */
export interface Announcement {
  readonly type:
    | 'Bucket Inventory Outcome'
    | 'Inventory Incident Opened'
    | 'Inventory Incident Updated'
    | 'Inventory Incident Closed'
    | 'Inventory Digest';
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly detail: object;
}

/**
 * Puts an event of ours, source `stocktake`, on the hub bus.
 *
 * @throws KnownFailure `unavailable` when EventBridge refused the entry: it answers 200 even then.
 */
export async function announce(cloud: Cloud, announcement: Announcement): Promise<void> {
  const { putEvents } = await import('./events.ts');
  const [refused] = await putEvents(cloud, [entryOf(cloud, announcement)]);
  if (refused) throw refusal(announcement, refused);
}

/**
 * The same for what must not be told twice: it is sent once and no more, for an answer that got lost says nothing of the
 * event. When this throws, nobody knows whether the event is out, until it comes over the bus; unless it `isSurelyUnsent`.
 *
 * @throws EventBridge's errors; KnownFailure `unavailable` as above.
 */
export async function announceOnce(cloud: Cloud, announcement: Announcement): Promise<void> {
  const { putEventsOnce } = await import('./events.ts');
  const [refused] = await putEventsOnce(cloud, [entryOf(cloud, announcement)]);
  if (refused) throw refusal(announcement, refused);
}

/** Whether a failure of `announceOnce` proves that the event is not out: EventBridge refused the call, or the entry. */
export function isSurelyUnsent(thrown: unknown): boolean {
  return thrown instanceof KnownFailure || isRefusal(thrown);
}

function entryOf({ settings }: Cloud, { type, at, detail }: Announcement) {
  return {
    EventBusName: settings.hubBus,
    Source: 'stocktake',
    DetailType: type,
    Time: new Date(at),
    Detail: JSON.stringify(detail),
  };
}

function refusal({ type }: Announcement, reason: string): KnownFailure {
  return new KnownFailure('unavailable', `EventBridge refused the event "${type}": ${reason}`);
}
