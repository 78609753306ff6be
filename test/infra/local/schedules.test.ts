import { describe, expect, test } from '@jest/globals';
import { createBuses } from '../../../infra/local/buses.ts';
import type { DeployedRole } from '../../../infra/local/deployment/roles-in.ts';
import { createFunctions } from '../../../infra/local/functions.ts';
import { createRoles } from '../../../infra/local/identity/roles.ts';
import { createKeys } from '../../../infra/local/keys.ts';
import { createOpsItems } from '../../../infra/local/ops-items.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import { createQueues } from '../../../infra/local/queues.ts';
import { createSchedules, type ScheduleSettings } from '../../../infra/local/schedules.ts';
import { createStateMachines } from '../../../infra/local/state-machines.ts';
import { createTopics } from '../../../infra/local/topics.ts';
import { createWebhooks } from '../../../infra/local/webhooks.ts';
import { aHub, roleFor } from './a-hub.ts';
import { aMembership } from './a-membership.ts';
import { anOrganization, HUB } from './an-organization.ts';
import { aGround, START } from './ground.ts';

const MINUTE = 60_000;
const busArn = `arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`;

const schedule = {
  account: HUB,
  region: 'eu-west-1',
  name: 'heartbeat',
  arn: `arn:aws:scheduler:eu-west-1:${HUB}:schedule/default/heartbeat`,
  timing: { everyMs: 5 * MINUTE },
  roleArn: `arn:aws:iam::${HUB}:role/heartbeat`,
  target: {
    kind: 'bus',
    arn: busArn,
    source: 'stocktake',
    detailType: 'Heartbeat Requested',
    detail: {},
  },
} satisfies ScheduleSettings;

interface Odd {
  readonly missing?: boolean;
  readonly trusted?: string;
  readonly condition?: object;
}

function aRole({ trusted = 'scheduler.amazonaws.com', condition = {} }: Odd): DeployedRole {
  const Version = '2012-10-17';
  const trustPolicy = readPolicy({
    Version,
    Statement: {
      Effect: 'Allow',
      Principal: { Service: trusted },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': HUB } },
    },
  });
  const Action = 'events:PutEvents';
  const Statement = { Effect: 'Allow', Action, Resource: busArn, Condition: condition };
  const policies = [readPolicy({ Version, Statement })];
  return {
    account: HUB,
    name: 'heartbeat',
    path: '/',
    arn: schedule.roleArn,
    trustPolicy,
    policies,
  };
}

function aService(odd: Odd = {}, more: Partial<ScheduleSettings> = {}) {
  const ground = aGround();
  const roles = createRoles();
  if (!odd.missing) roles.add(aRole(odd));
  const membership = aMembership();
  const queues = createQueues(ground);
  const topics = createTopics(ground, { keys: createKeys(), membership });
  const webhooks = createWebhooks(ground);
  const reach = { queues, topics, webhooks, opsItems: createOpsItems(ground) };
  const buses = createBuses(ground, { ...reach, roles, membership });
  buses.createBus(schedule, 'stocktake');
  const functions = createFunctions(ground);
  const stateMachines = createStateMachines(ground, { functions, roles, membership });
  const schedules = createSchedules(ground, { buses, stateMachines, roles, membership });
  schedules.add({ ...schedule, ...more });
  return { ...ground, schedules, events: buses.seen(busArn) };
}

describe('createSchedules', () => {
  test('puts an event on the bus at once and then at its rate', async () => {
    const { schedules, clock, events } = aService();

    schedules.start();
    await clock.advance(12 * MINUTE);

    expect(events.map(({ time }) => time)).toEqual([
      '2026-11-24T00:00:00Z',
      '2026-11-24T00:05:00Z',
      '2026-11-24T00:10:00Z',
    ]);
  });

  test.each([
    ['later that day', { hour: 3, minute: 30 }, ['24T03:30', '25T03:30']],
    ['from the next day on', { hour: 0, minute: 0 }, ['25T00:00', '26T00:00']],
  ])('puts one on the bus every day at its time: %s', async (_case, timing, times) => {
    const { schedules, clock, events } = aService({}, { timing });

    schedules.start();
    await clock.advance(48 * 60 * MINUTE);

    expect(events.map(({ time }) => time)).toEqual(times.map((time) => `2026-11-${time}:00Z`));
  });

  test('makes it an event of its account', () => {
    const { schedules, events } = aService();

    schedules.start();

    expect(events).toEqual([
      {
        version: '0',
        id: expect.any(String),
        'detail-type': 'Heartbeat Requested',
        source: 'stocktake',
        account: HUB,
        time: '2026-11-24T00:00:00Z',
        region: 'eu-west-1',
        resources: [schedule.arn],
        detail: {},
      },
    ]);
  });

  test('has no schedule for a bus that is not there', () => {
    const { schedules } = aService();
    const nowhere = `${busArn}-2`;

    const add = () => schedules.add({ ...schedule, target: { ...schedule.target, arn: nowhere } });

    expect(add).toThrow(`heartbeat: there is no event bus ${nowhere}`);
  });

  test('forgets the oldest refusals beyond ten thousand', () => {
    const { schedules } = aService({ missing: true });

    for (let at = 0; at < 10_001; at += 1) schedules.start();

    expect(schedules.refusals()).toHaveLength(10_000);
  });

  test('does not run once it is stopped', async () => {
    const { schedules, clock, events } = aService();
    schedules.start();

    schedules.stop();
    await clock.advance(60 * MINUTE);

    expect(events).toHaveLength(1);
  });

  test.each<[string, Odd, string]>([
    ['is missing', { missing: true }, 'there is no such role'],
    [
      'does not trust the scheduler',
      { trusted: 'events.amazonaws.com' },
      'scheduler.amazonaws.com is not authorized to perform: sts:AssumeRole',
    ],
    [
      'may not say so',
      { condition: { StringEquals: { 'events:source': 'another' } } },
      'is not authorized to perform: events:PutEvents on resource',
    ],
    [
      'may not say that',
      { condition: { StringEquals: { 'events:detail-type': 'another' } } },
      'is not authorized to perform: events:PutEvents on resource',
    ],
  ])('keeps what is lost because the role %s', (_case, odd, reason) => {
    const { schedules, events } = aService(odd);

    schedules.start();

    expect(events).toEqual([]);
    expect(schedules.refusals()).toEqual([
      { scheduleArn: schedule.arn, at: START, reason: expect.stringContaining(reason) },
    ]);
  });
});

describe('the heartbeat of the templates', () => {
  function beats({ machines }: Awaited<ReturnType<typeof anOrganization>>) {
    const kinds = machines.buses.seen(busArn).map((event) => event['detail-type']);
    const sent = kinds.filter((kind) => kind === 'Heartbeat Requested');
    const workQueue = `arn:aws:sqs:eu-west-1:${HUB}:stocktake-work`;
    return { sent, received: machines.queues.find(workQueue)?.messages().length };
  }

  test('comes to the work queue every five minutes', async () => {
    const organization = await anOrganization({ schedules: true });

    await organization.clock.advance(5 * MINUTE);

    const heartbeat = 'Heartbeat Requested';
    expect(beats(organization)).toEqual({ sent: [heartbeat, heartbeat], received: 2 });
    expect(organization.machines.schedules.refusals()).toEqual([]);
  });

  test('does not come unless it is asked for', async () => {
    const organization = await anOrganization();

    await organization.clock.advance(5 * MINUTE);

    expect(beats(organization)).toEqual({ sent: [], received: 0 });
  });

  test('ends when the organization is closed', async () => {
    const organization = await anOrganization({ schedules: true });

    await organization.close();
    await organization.clock.advance(5 * MINUTE);

    expect(beats(organization).received).toBe(1);
  });
});

describe('schedules of a template', () => {
  const role = roleFor('scheduler.amazonaws.com', 'events:PutEvents', '!GetAtt Bus.Arn');

  const scheduleAt = (name: string, expression: string) => `
  ${name}:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: ${expression}
      ScheduleExpressionTimezone: UTC
      FlexibleTimeWindow: { Mode: 'OFF' }
      Target:
        Arn: !GetAtt Bus.Arn
        RoleArn: !GetAtt Role.Arn
        EventBridgeParameters: { Source: stocktake, DetailType: Sweep Requested }
        Input: '{"name":"${name}"}'
`;

  test('run every day at their hours, each with its own detail', async () => {
    const early = scheduleAt('Early', 'cron(30 3 * * ? *)');
    const late = scheduleAt('Late', 'cron(0 22 ? * * *)');
    const hub = await aHub(role + early + late, { schedules: true });

    await hub.clock.advance(30 * 60 * MINUTE);

    const bus = `arn:aws:events:eu-west-1:${HUB}:event-bus/alerts`;
    const seen = hub.machines.buses.seen(bus).map(({ time, detail }) => [time, detail.name]);
    expect(seen).toEqual([
      ['2026-11-24T03:30:00Z', 'Early'],
      ['2026-11-24T22:00:00Z', 'Late'],
      ['2026-11-25T03:30:00Z', 'Early'],
    ]);
  });
});
