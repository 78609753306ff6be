import type { InventoryConfiguration } from '@aws-sdk/client-s3';
import { type Delivery, type Due, deliverInventory } from './deliver-inventory.ts';
import type { S3World } from './s3-world.ts';

/** When S3 makes reports. Times are milliseconds since the epoch. */
export interface ReportTimes {
  /** When a configuration was put. */
  readonly putAt: WeakMap<InventoryConfiguration, number>;
  /** When a report for it was last made, whether it arrived or not. */
  readonly madeAt: WeakMap<InventoryConfiguration, number>;
}

/** A report that was made, and how it fared. */
export interface MadeReport extends Due {
  readonly delivery: Delivery;
}

const DAY_MS = 86_400_000;

/**
 * Makes every report that is due by now: the first one at the midnight after its configuration was put, the next ones at
 * every midnight or on Sundays, all in UTC. Where several would have been, one is made.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html; of the hour it says nothing.
 */
export function deliverDue(world: S3World): readonly MadeReport[] {
  const now = world.ground.clock.now();
  return dueBy(world, now).map(({ bucket, id, configuration }) => {
    world.reportTimes.madeAt.set(configuration, now);
    return { bucket, id, delivery: deliverInventory(world, { bucket, id }) };
  });
}

function dueBy({ namespace, reportTimes }: S3World, now: number) {
  return namespace.all().flatMap(({ name, inventories }) =>
    [...(inventories?.latest ?? [])]
      .filter(([, configuration]) => configuration.IsEnabled)
      .filter(([, configuration]) => dueAt(configuration, reportTimes) <= now)
      .map(([id, configuration]) => ({ bucket: name, id, configuration })),
  );
}

function dueAt(configuration: InventoryConfiguration, { putAt, madeAt }: ReportTimes): number {
  const made = madeAt.get(configuration);
  if (made === undefined) return midnightAfter(putAt.get(configuration) ?? 0);
  if (configuration.Schedule?.Frequency === 'Daily') return midnightAfter(made);
  const next = midnightAfter(made);
  return next + ((7 - new Date(next).getUTCDay()) % 7) * DAY_MS;
}

function midnightAfter(at: number): number {
  return (Math.floor(at / DAY_MS) + 1) * DAY_MS;
}
