import { arnOf, type Place } from './arn.ts';
import { busEvent } from './bus-event.ts';
import type { Buses } from './buses.ts';
import type { Roles } from './identity/roles.ts';
import { keepLatest } from './keep-latest.ts';
import type { Membership } from './permissions/membership.ts';
import type { Servant } from './permissions/request.ts';
import { whyNotAssumed } from './permissions/why-not-assumed.ts';
import type { BusEvent, Ground } from './service.ts';

/** At a steady rate; or every day at a time of UTC. */
export type Timing =
  | { readonly everyMs: number }
  | { readonly hour: number; readonly minute: number };

/** A schedule that puts events on a bus. */
export interface ScheduleSettings extends Place {
  readonly name: string;
  readonly arn: string;
  readonly timing: Timing;
  readonly busArn: string;
  readonly roleArn: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An event that the role may not put. Without a dead-letter queue Scheduler drops it in silence. */
export interface RefusedBeat {
  readonly scheduleArn: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reason: string;
}

/** EventBridge Scheduler, as far as it puts events on buses at a steady rate or once a day. */
export interface Schedules {
  /** @throws Error for a schedule whose bus does not exist. */
  add(schedule: ScheduleSettings): void;
  /** Every schedule begins now: one at a rate with its first event at once, a daily one when it is time. */
  start(): void;
  stop(): void;
  refusals(): readonly RefusedBeat[];
}

export interface ScheduleWorld {
  readonly buses: Pick<Buses, 'has' | 'put'>;
  readonly roles: Pick<Roles, 'find'>;
  readonly membership: Membership;
}

/** Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html: no start date is now. */
export function createSchedules(ground: Ground, world: ScheduleWorld): Schedules {
  const { buses, roles, membership } = world;
  const schedules: ScheduleSettings[] = [];
  const refusals: RefusedBeat[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  const { clock } = ground;

  function beat(schedule: ScheduleSettings): void {
    const role = roles.find(schedule.roleArn);
    const untrusted = whyNotAssumed(servantOf(schedule), role, membership);
    const reason =
      untrusted ?? (role && buses.put(schedule.busArn, eventOf(schedule, ground), role));
    if (reason) keepLatest(refusals, { scheduleArn: schedule.arn, at: clock.now(), reason });
  }

  async function run(schedule: ScheduleSettings): Promise<void> {
    const { timing } = schedule;
    if ('everyMs' in timing) beat(schedule);
    while (!signal.aborted) {
      const pause = untilNext(timing, clock.now());
      await (clock.doze?.(pause, signal) ?? clock.sleep(pause, signal));
      if (!signal.aborted) beat(schedule);
    }
  }

  return {
    add(schedule) {
      const { name, busArn } = schedule;
      if (!buses.has(busArn)) throw new Error(`${name}: there is no event bus ${busArn}`);
      schedules.push(schedule);
    },
    start() {
      for (const schedule of schedules) void run(schedule);
    },
    stop: () => stopping.abort(),
    refusals: () => refusals,
  };
}

const DAY_MS = 86_400_000;

/** Milliseconds; UTC has days of one length. */
function untilNext(timing: Timing, now: number): number {
  if ('everyMs' in timing) return timing.everyMs;
  const moment = (timing.hour * 60 + timing.minute) * 60_000;
  return DAY_MS - ((((now - moment) % DAY_MS) + DAY_MS) % DAY_MS);
}

/** Scheduler, at work for a schedule: it names the group, not the schedule. */
function servantOf({ account, region }: ScheduleSettings): Servant {
  const sourceArn = arnOf('scheduler', { account, region }, 'schedule-group/default');
  return { service: 'scheduler.amazonaws.com', sourceArn, account, region };
}

function eventOf(schedule: ScheduleSettings, { clock, random }: Ground): BusEvent {
  const resources = [schedule.arn];
  return busEvent({ ...schedule, at: clock.now(), resources }, random);
}
