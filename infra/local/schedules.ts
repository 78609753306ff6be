import { arnOf, type Place } from './arn.ts';
import { busEvent } from './bus-event.ts';
import type { Buses } from './buses.ts';
import type { Roles } from './identity/roles.ts';
import { keepLatest } from './keep-latest.ts';
import type { Membership } from './permissions/membership.ts';
import type { Servant } from './permissions/request.ts';
import { whyNotAssumed } from './permissions/why-not-assumed.ts';
import { whyNotCalled } from './permissions/why-not-called.ts';
import type { Ground } from './service.ts';
import type { StateMachines } from './state-machines.ts';

/** At a steady rate; or every day at a time of UTC. */
export type Timing =
  | { readonly everyMs: number }
  | { readonly hour: number; readonly minute: number };

export interface ScheduleSettings extends Place {
  readonly name: string;
  readonly arn: string;
  readonly timing: Timing;
  readonly roleArn: string;
  readonly target: ScheduleTarget;
}

/** An event for a bus, or the input of an execution. */
export type ScheduleTarget =
  | {
      readonly kind: 'bus';
      readonly arn: string;
      readonly source: string;
      readonly detailType: string;
      readonly detail: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'state-machine'; readonly arn: string; readonly input: unknown };

/** What the role may not do. Without a dead-letter queue Scheduler drops it in silence. */
export interface RefusedBeat {
  readonly scheduleArn: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reason: string;
}

/** EventBridge Scheduler, as far as it puts events on buses and begins executions, at a steady rate or once a day. */
export interface Schedules {
  /** @throws Error for a schedule whose bus or state machine does not exist. */
  add(schedule: ScheduleSettings): void;
  /** Every schedule begins now: one at a rate with its first event at once, a daily one when it is time. */
  start(): void;
  stop(): void;
  refusals(): readonly RefusedBeat[];
}

export interface ScheduleWorld {
  readonly buses: Pick<Buses, 'has' | 'put'>;
  readonly stateMachines: Pick<StateMachines, 'has' | 'start'>;
  readonly roles: Pick<Roles, 'find'>;
  readonly membership: Membership;
}

/** Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html: no start date is now. */
export function createSchedules(ground: Ground, world: ScheduleWorld): Schedules {
  const schedules: ScheduleSettings[] = [];
  const refusals: RefusedBeat[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  const { clock } = ground;

  function beat(schedule: ScheduleSettings): void {
    const reason =
      schedule.target.kind === 'bus'
        ? putEvent(ground, world, { ...schedule, target: schedule.target })
        : startExecution(world, { ...schedule, target: schedule.target });
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
      refuseMissingTarget(schedule, world);
      schedules.push(schedule);
    },
    start() {
      for (const schedule of schedules) void run(schedule);
    },
    stop: () => stopping.abort(),
    refusals: () => refusals,
  };
}

function refuseMissingTarget({ name, target }: ScheduleSettings, world: ScheduleWorld): void {
  const { buses, stateMachines } = world;
  const { kind, arn } = target;
  if (kind === 'bus' ? buses.has(arn) : stateMachines.has(arn)) return;
  const what = kind === 'bus' ? 'event bus' : 'state machine';
  throw new Error(`${name}: there is no ${what} ${arn}`);
}

type Aimed<Kind extends ScheduleTarget['kind']> = ScheduleSettings & {
  readonly target: Extract<ScheduleTarget, { kind: Kind }>;
};

/** Why not, if the role may not. */
function putEvent(
  { clock, random }: Ground,
  { buses, roles, membership }: ScheduleWorld,
  schedule: Aimed<'bus'>,
): string | undefined {
  const role = roles.find(schedule.roleArn);
  const untrusted = whyNotAssumed(servantOf(schedule), role, membership);
  if (!role || untrusted) return untrusted;
  const { account, region, target, arn } = schedule;
  const at = { account, region, at: clock.now(), resources: [arn] };
  return buses.put(target.arn, busEvent({ ...target, ...at }, random), role);
}

/** Why not, if the role may not. */
function startExecution(
  { stateMachines, roles, membership }: ScheduleWorld,
  schedule: Aimed<'state-machine'>,
): string | undefined {
  const { roleArn, target } = schedule;
  const wish = { action: 'states:StartExecution', resource: target.arn };
  const call = { servant: servantOf(schedule), roleArn, role: roles.find(roleArn), wish };
  const reason = whyNotCalled(call, membership);
  if (reason === undefined) stateMachines.start(target.arn, target.input);
  return reason;
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
