import type { AppliedChange, Moment } from './history.ts';
import { ruleOf } from './inventory.ts';

/** What people are told of a bucket's life, by kind. */
export type TimelineEvent = {
  /** ISO 8601. */
  readonly at: string;
  readonly event: Moment['kind'] | 'first-seen' | 'report' | 'checked';
  /** ARN of whoever did it, where an event told: text of somebody else. */
  readonly by?: string;
  readonly changes?: readonly (AppliedChange & { readonly rule: string })[];
  /** Whose report arrived. */
  readonly rule?: string;
  /** What was wrong with the report. */
  readonly fault?: string;
} & Partial<Pick<Moment, 'state' | 'before' | 'cause' | 'reason' | 'mandate'>>;

/** What the ledger says of a bucket as it is now, as far as it tells of the past. */
export interface PresentEntry {
  /** ISO 8601. */
  readonly checkedAt?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt?: number | undefined;
  readonly creator?: string | undefined;
  readonly seenAt?: number | undefined;
  readonly reports?: Readonly<Record<string, LastReport>> | undefined;
}

interface LastReport {
  readonly at?: number | undefined;
  readonly heardAt?: number | undefined;
  readonly fault?: string | undefined;
}

/**
 * The life of a bucket in the order of time, from what was remembered of it and from what the ledger says now. A birth that several
 * tell of is told once.
 */
export function timelineOf(
  present: PresentEntry | undefined,
  moments: readonly Moment[],
): TimelineEvent[] {
  const births = [...moments, ...(present ? [present] : [])].flatMap(birthIn);
  const told = [
    ...uniqueBirths(births, moments),
    ...moments.map(eventOf),
    ...(present ? presentEvents(present) : []),
  ];
  return told.sort(inOrder);
}

interface Birth {
  readonly createdAt?: number | undefined;
  readonly creator?: string | undefined;
}

function birthIn({ createdAt, creator }: Birth): TimelineEvent[] {
  if (createdAt === undefined) return [];
  return [{ at: isoOf(createdAt), event: 'created', ...(creator && { by: creator }) }];
}

function uniqueBirths(births: readonly TimelineEvent[], moments: readonly Moment[]) {
  const known = moments.filter(({ kind }) => kind === 'created').map(({ at }) => isoOf(at));
  const unique = new Map(births.map((birth) => [birth.at, birth]));
  return [...unique.values()].filter(({ at }) => !known.includes(at));
}

function eventOf(moment: Moment): TimelineEvent {
  const { kind, at, state, before, cause, reason, mandate, actor, applied } = moment;
  return {
    at: isoOf(at),
    event: kind,
    ...(actor && { by: actor }),
    ...(state && { state }),
    ...(before && { before }),
    ...(cause && { cause }),
    ...(reason && { reason }),
    ...(applied.length > 0 && { changes: applied.map(withRule) }),
    ...(mandate && { mandate }),
  };
}

function withRule(change: AppliedChange) {
  return { ...change, rule: ruleOf(change.id) ?? change.id };
}

function presentEvents({ seenAt, checkedAt, reports = {} }: PresentEntry): TimelineEvent[] {
  const seen = seenAt === undefined ? [] : [{ at: isoOf(seenAt), event: 'first-seen' } as const];
  const checked = checkedAt === undefined ? [] : [{ at: checkedAt, event: 'checked' } as const];
  return [...seen, ...Object.entries(reports).flatMap(reportEvent), ...checked];
}

function reportEvent([rule, { at, heardAt = at, fault }]: [string, LastReport]): TimelineEvent[] {
  if (heardAt === undefined) return [];
  return [{ at: isoOf(heardAt), event: 'report', rule, ...(fault && { fault }) }];
}

/** By time; of the same moment the beginnings first. A birth stands before its first sight already. */
function inOrder(a: TimelineEvent, b: TimelineEvent): number {
  return Date.parse(a.at) - Date.parse(b.at) || rankOf(a) - rankOf(b);
}

const beginnings: readonly TimelineEvent['event'][] = ['created', 'first-seen'];

function rankOf({ event }: TimelineEvent): number {
  return beginnings.includes(event) ? 0 : 1;
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
