import type { Clock } from '../clock.ts';
import { arnOf, type Place } from './arn.ts';
import type { Buses } from './buses.ts';
import type { DeployedRole } from './deployment/roles-in.ts';
import type { Roles } from './identity/roles.ts';
import type { Membership } from './permissions/membership.ts';
import { whyNotServed } from './permissions/whether-served.ts';
import type { Ground } from './service.ts';
import { uuid } from './uuid.ts';
import type { WallClock } from './wall-clock.ts';

/** A schedule that puts events on a bus. */
export interface ScheduleSettings extends Place {
  readonly name: string;
  readonly arn: string;
  readonly everyMs: number;
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

/** EventBridge Scheduler, as far as it puts events on buses at a steady rate. */
export interface Schedules {
  add(schedule: ScheduleSettings): void;
  /** Every schedule begins now, with its first event at once. */
  start(): void;
  stop(): void;
  refusals(): readonly RefusedBeat[];
}

export interface ScheduleWorld {
  readonly buses: Pick<Buses, 'put'>;
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

  function beat(schedule: ScheduleSettings): void {
    const role = roles.find(schedule.roleArn);
    const untrusted = whyNotAssumed(schedule, role, membership);
    const reason =
      untrusted ?? (role && buses.put(schedule.busArn, eventOf(schedule, ground), role));
    if (reason) refusals.push({ scheduleArn: schedule.arn, at: ground.clock.now(), reason });
  }

  async function run(schedule: ScheduleSettings): Promise<void> {
    while (!signal.aborted) {
      beat(schedule);
      await doze(ground.clock, schedule.everyMs, signal);
    }
  }

  return {
    add: (schedule) => void schedules.push(schedule),
    start() {
      for (const schedule of schedules) void run(schedule);
    },
    stop: () => stopping.abort(),
    refusals: () => refusals,
  };
}

/** The machine's clock would keep the process alive for who sleeps by it. */
function doze(clock: Clock | WallClock, ms: number, signal: AbortSignal): Promise<void> {
  return 'doze' in clock ? clock.doze(ms, signal) : clock.sleep(ms, signal);
}

/** Why Scheduler may not become the schedule's role; undefined where it may. */
function whyNotAssumed(
  schedule: ScheduleSettings,
  role: DeployedRole | undefined,
  membership: Membership,
): string | undefined {
  const { roleArn: resource, account, region } = schedule;
  // Scheduler names the group, not the schedule.
  const sourceArn = arnOf('scheduler', schedule, 'schedule-group/default');
  const servant = { service: 'scheduler.amazonaws.com', sourceArn, account, region };
  const wish = { action: 'sts:AssumeRole', resource };
  const policies = role ? [role.trustPolicy] : [];
  return whyNotServed(servant, { wish, policies }, membership);
}

function eventOf(schedule: ScheduleSettings, { clock, random }: Ground) {
  const { account, region, source, detailType, detail } = schedule;
  const time = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  const version = '0' as const;
  const id = uuid(random);
  return {
    version,
    id,
    'detail-type': detailType,
    source,
    account,
    time,
    region,
    resources: [schedule.arn],
    detail,
  };
}
