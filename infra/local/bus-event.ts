import type { Random } from '../clock.ts';
import type { BusEvent } from './service.ts';
import { uuid } from './uuid.ts';

/** What an event tells; id and version are EventBridge's own. */
type Facts = Pick<BusEvent, 'source' | 'account' | 'region' | 'resources' | 'detail'> & {
  readonly detailType: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** A new event as it travels. */
export function busEvent(facts: Facts, random: Random): BusEvent {
  const { detailType, source, account, at, region, resources, detail } = facts;
  return {
    version: '0',
    id: uuid(random),
    'detail-type': detailType,
    source,
    account,
    time: wholeSeconds(at),
    region,
    resources,
    detail,
  };
}

/** EventBridge and CloudTrail know no fractions of a second. */
export function wholeSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
