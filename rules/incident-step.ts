import type { IncidentKind } from './incident-kinds.ts';

/** How an incident stands. Times are milliseconds since the epoch. */
export interface IncidentCourse {
  /** When the first of its troubles came. */
  readonly since: number;
  /** When the first of them was given up; until then all are being retried. */
  readonly failedAt?: number | undefined;
  /** When people were told of it. */
  readonly openedAt?: number | undefined;
  /** Since when nobody is part of it any more; forgotten as soon as somebody is. */
  readonly emptySince?: number | undefined;
}

/** What is to be done about an incident now. */
export type IncidentStep = 'open' | 'close' | 'forget' | 'note-empty' | 'note-hit' | 'wait';

/** So long a storm gathers before it is told, so that the first word already says how many. */
const GATHERING_MS = 45_000;

/**
 * So long an incident must be empty before it is over. Longer than anything between somebody's announcing himself to an
 * incident and being seen in it: the memory of having done so, the write, the delay of the index.
 */
export const QUIET_MS = 90_000;

/** @param isHit whether a bucket or a message is part of it now. */
export function incidentStep(
  course: IncidentCourse & { readonly isHit: boolean; readonly now: number },
  kind: IncidentKind,
): IncidentStep {
  const { openedAt, emptySince, isHit, now } = course;
  if (isHit && emptySince !== undefined) return 'note-hit';
  if (isHit) return openedAt === undefined && now >= tellingTime(course, kind) ? 'open' : 'wait';
  if (emptySince === undefined) return 'note-empty';
  if (now - emptySince < QUIET_MS) return 'wait';
  return openedAt === undefined ? 'forget' : 'close';
}

/** Whoever may be under attack is not made to wait. */
function tellingTime({ since, failedAt }: IncidentCourse, kind: IncidentKind): number {
  const { severity, toldAfter = Number.POSITIVE_INFINITY } = kind;
  const gathering = severity === 'security' ? 0 : GATHERING_MS;
  const given = failedAt === undefined ? Number.POSITIVE_INFINITY : failedAt + gathering;
  return Math.min(given, since + toldAfter * 1_000);
}
