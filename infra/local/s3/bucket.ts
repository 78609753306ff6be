import type { InventoryConfiguration, Tag } from '@aws-sdk/client-s3';
import type { Policy } from '../policy.ts';
import type { EventualMap } from './eventual-map.ts';
import type { StoredObject } from './stored-object.ts';

/** A bucket, and what has been put on it. Most have little: what is empty is left out, so that 100,000 of them are no burden. */
export interface Bucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The caller that created it, who sees it at once; others from `visibleAt` on. */
  readonly creator: string;
  readonly visibleAt: number;
  /** Whether EventBridge hears of its objects. */
  readonly tellsEventBridge?: boolean;
  tags?: readonly Tag[] | undefined;
  policy?: BucketPolicy | undefined;
  inventories?: EventualMap<InventoryConfiguration>;
  objects?: Map<string, StoredObject>;
}

export interface BucketPolicy {
  /** As it was put. */
  readonly text: string;
  readonly document: Policy;
}

/** Directory buckets carry their zone and this ending in their name (AWS facts A.5). */
export function isDirectoryBucket(name: string): boolean {
  return name.endsWith('--x-s3');
}
