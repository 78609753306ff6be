import type { Keys } from '../keys.ts';
import type { Authority } from '../permissions/authority.ts';
import type { Membership } from '../permissions/membership.ts';
import type { BusEvent, Ground } from '../service.ts';
import type { ReportTimes } from './deliver-due.ts';
import type { Namespace } from './namespace.ts';

/** How long S3 takes to let others see what was done; zero for at once. */
export interface Consistency {
  /** A fresh bucket is NoSuchBucket to everyone but its creator for so long. */
  readonly createVisibleAfterMs: number;
  /** Inventory configurations are read as they were so long ago. */
  readonly configurationVisibleAfterMs: number;
}

export const immediateConsistency: Consistency = {
  createVisibleAfterMs: 0,
  configurationVisibleAfterMs: 0,
};

/** What all operations of S3 stand on. */
export interface S3World {
  readonly ground: Ground;
  readonly namespace: Namespace;
  readonly consistency: Consistency;
  readonly authority: Authority;
  readonly membership: Membership;
  readonly keys: Pick<Keys, 'find'>;
  readonly reportTimes: ReportTimes;
  /** To the default bus of an account and region. */
  publish(account: string, region: string, event: BusEvent): void;
  /** Of what is put at that time, in milliseconds since the epoch. */
  nextSequencer(at: number): string;
}
