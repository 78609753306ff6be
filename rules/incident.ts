import type { Cause } from './cause.ts';
import { type IncidentCause, incidentKinds, isIncidentCause } from './incident-kinds.ts';
import type { State } from './outcome.ts';

/** One cause in one place: whatever troubles share that are one incident. */
export interface Spot {
  readonly cause: IncidentCause;
  /** Of a cause that has its root in an account. */
  readonly account?: string;
  /** Of a cause that has its root in a rule of the mandate. */
  readonly rule?: string;
}

/** What is known of a failure, for finding its place. */
export interface Whereabouts {
  readonly account?: string | undefined;
  /** The rule whose configuration was refused, if it was one. */
  readonly rule?: string | undefined;
}

/** The place where a cause has its root; a failure whose rule nobody knows is its account's, one without either everybody's. */
export function spotOf(cause: IncidentCause, { account, rule }: Whereabouts): Spot {
  const { place } = incidentKinds[cause];
  if (place === 'rule' && rule !== undefined) return { cause, rule };
  return place !== 'organization' && account !== undefined ? { cause, account } : { cause };
}

/** A spot as a text that sorts by cause: `denied/444444444444`, `rejected/rule/daily`, `unreadable/organization`. */
export function nameOfSpot({ cause, account, rule }: Spot): string {
  if (rule !== undefined) return `${cause}/rule/${rule}`;
  return `${cause}/${account ?? 'organization'}`;
}

/** The spot that has this name; undefined for a text that is none. */
export function spotNamed(name: string): Spot | undefined {
  const [cause, place = '', rule] = name.split('/') as [string, string?, string?];
  if (!isIncidentCause(cause)) return undefined;
  if (place === 'rule' && rule) return { cause, rule };
  if (place === 'organization') return { cause };
  return /^\d{12}$/.test(place) ? { cause, account: place } : undefined;
}

/** How a run left a bucket, as far as incidents go. */
export interface Plight extends Whereabouts {
  readonly state: State;
  readonly cause?: Cause | undefined;
}

/** Waiting for these is no trouble, and part of no incident: a new bucket shows in a moment, and a halt is somebody's wish. */
export const harmless: readonly Cause[] = ['not-yet-visible', 'halted'];

/**
 * The incident that a bucket is part of after a run, by the spot's name. Whoever waits is part of it too: so that the first
 * word of an incident says how many it hits, not how many have given up.
 *
 * | state      | part of                                                             |
 * |------------|---------------------------------------------------------------------|
 * | `failed`   | the incident of its cause                                           |
 * | `deferred` | the one that it was in, which is not over; else that of its cause   |
 * | any other  | none                                                                |
 */
export function incidentAfter(before: string | undefined, plight: Plight): string | undefined {
  const { state, cause } = plight;
  if (cause === undefined || (state !== 'failed' && state !== 'deferred')) return undefined;
  if (state === 'deferred' && (before !== undefined || harmless.includes(cause))) return before;
  return nameOfSpot(spotOf(cause, plight));
}
