import type { PutEventsRequestEntry, PutEventsResponse } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from '@jest/globals';
import type { Target } from '../../../infra/local/buses/bus.ts';
import { type BusWorld, createBuses, type NewRule } from '../../../infra/local/buses.ts';
import { createRoles } from '../../../infra/local/identity/roles.ts';
import { createKeys } from '../../../infra/local/keys.ts';
import { createOpsItems } from '../../../infra/local/ops-items.ts';
import { createDirectory } from '../../../infra/local/organizations/directory.ts';
import { createMembership } from '../../../infra/local/permissions/membership.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import { createQueues } from '../../../infra/local/queues.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { AwsError, type BusEvent } from '../../../infra/local/service.ts';
import { createTopics } from '../../../infra/local/topics.ts';
import { createWebhooks } from '../../../infra/local/webhooks.ts';
import { aMembership } from './a-membership.ts';
import { aCall, aGround, ask, START } from './ground.ts';

const HUB = '100000000002';
const MEMBER = '111111111111';
const hubBus = `arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`;
const memberBus = `arn:aws:events:eu-west-1:${MEMBER}:event-bus/default`;
const forwardRole = `arn:aws:iam::${MEMBER}:role/stocktake/stocktake-forward`;

function anEvent(more: Partial<BusEvent> = {}): BusEvent {
  return {
    version: '0',
    id: 'original',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.s3',
    account: MEMBER,
    time: '2026-11-24T00:00:00Z',
    region: 'eu-west-1',
    resources: [],
    detail: { eventName: 'CreateBucket' },
    ...more,
  };
}

function aTarget(arn: string, more: Partial<Target> = {}): Target {
  return {
    id: 'target',
    arn,
    maximumRetryAttempts: 185,
    maximumEventAgeInSeconds: 86_400,
    ...more,
  };
}

function policy(statement: object) {
  return readPolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

/** A hub with a bus and a work queue, and a member with a dead-letter queue. */
function aWorld(options: Partial<BusWorld> = {}) {
  const ground = aGround();
  const queues = createQueues(ground);
  const aQueue = (account: string, name: string, policies = [fromRules()]) =>
    queues.create({
      account,
      region: 'eu-west-1',
      name,
      arn: `arn:aws:sqs:eu-west-1:${account}:${name}`,
      visibilityTimeout: 30,
      delay: 0,
      retention: 345_600,
      receiveWait: 0,
      policies,
    });
  const work = aQueue(HUB, 'work');
  const undelivered = aQueue(MEMBER, 'undelivered');
  const keys = createKeys();
  const membership = aMembership();
  const topics = createTopics(ground, { keys, membership });
  const roles = createRoles();
  const told = { webhooks: createWebhooks(ground), opsItems: createOpsItems(ground) };
  const reach = { queues, topics, ...told };
  const buses = createBuses(ground, { ...reach, roles, membership, ...options });
  buses.createBus({ account: HUB, region: 'eu-west-1' }, 'stocktake');
  return { ...ground, ...reach, roles, keys, buses, work, undelivered, aQueue };
}

function fromRules() {
  return policy({
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: '*',
    Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' } },
  });
}

type World = ReturnType<typeof aWorld>;

/** What forwarding takes. */
const needed = ['role', 'role’s trust', 'role’s permission', 'bus policy'] as const;

/** Member's default bus → hub bus → work queue, with all that permits it but for what a test leaves out. */
function connect(
  { buses, roles, work, undelivered }: World,
  without: (typeof needed)[number] | 'nothing' = 'nothing',
) {
  const trustPolicy = policy({
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:SourceAccount': without === 'role’s trust' ? HUB : MEMBER } },
  });
  const mayPut = policy({ Action: 'events:PutEvents', Resource: hubBus });
  const policies = without === 'role’s permission' ? [] : [mayPut];
  const named = { account: MEMBER, name: 'stocktake-forward', path: '/stocktake/' };
  if (without !== 'role') roles.add({ ...named, arn: forwardRole, trustPolicy, policies });
  const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-stocktake1' } };
  if (without !== 'bus policy') {
    buses.allow(
      hubBus,
      policy({
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: hubBus,
        Condition: organization,
      }),
    );
  }
  buses.putRule(aRule({ busArn: hubBus, targets: [aTarget(work.settings.arn)] }));
  for (const region of ['eu-west-1', 'us-east-1']) {
    buses.putRule(
      aRule({
        busArn: `arn:aws:events:${region}:${MEMBER}:event-bus/default`,
        targets: [
          aTarget(hubBus, { roleArn: forwardRole, deadLetterArn: undelivered.settings.arn }),
        ],
      }),
    );
  }
}

function aRule(more: Partial<NewRule> & Pick<NewRule, 'busArn'>): NewRule {
  return { name: 'rule', state: 'ENABLED', pattern: { source: ['aws.s3'] }, targets: [], ...more };
}

function bodies({ work }: World): BusEvent[] {
  return work.messages().map(({ body }) => JSON.parse(body) as BusEvent);
}

function missing(name: string) {
  return {
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  };
}

function putEvents({ buses }: World, entries: readonly PutEventsRequestEntry[], account = HUB) {
  return ask<PutEventsResponse>(buses.operations, 'PutEvents', {
    input: { Entries: entries },
    call: aCall(account),
  });
}

describe('forwarding', () => {
  test('brings an event from a member’s default bus to the hub’s queue unchanged', () => {
    const world = aWorld();
    connect(world);

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    expect(bodies(world)).toEqual([anEvent()]);
  });

  test('gives an event of another region a new id and nothing else', () => {
    const world = aWorld();
    connect(world);
    const event = anEvent({ region: 'us-east-1' });

    world.buses.publish(MEMBER, 'us-east-1', event);

    const [arrived] = bodies(world);
    expect(arrived).toEqual({ ...event, id: arrived?.id });
    expect(arrived?.id).not.toBe('original');
  });

  test('leaves out what the pattern does not take', () => {
    const world = aWorld();
    connect(world);

    world.buses.publish(MEMBER, 'eu-west-1', anEvent({ source: 'aws.ec2' }));

    expect(bodies(world)).toEqual([]);
  });

  test('leaves out what only reads', () => {
    const world = aWorld();
    connect(world);
    const detail = { eventName: 'ListBuckets', readOnly: true, managementEvent: true };

    world.buses.publish(MEMBER, 'eu-west-1', anEvent({ detail }));

    expect(bodies(world)).toEqual([]);
  });

  test.each(needed)('ends in the dead-letter queue without a %s', (missing) => {
    const world = aWorld();
    connect(world, missing);

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    const [letter] = world.undelivered.messages();
    expect(JSON.parse(letter?.body ?? '')).toEqual(anEvent());
    expect(letter?.attributes).toMatchObject({
      RULE_ARN: { StringValue: `arn:aws:events:eu-west-1:${MEMBER}:rule/rule` },
      TARGET_ARN: { StringValue: hubBus },
      ERROR_CODE: { StringValue: 'NO_PERMISSIONS' },
      RETRY_ATTEMPTS: { StringValue: '0' },
    });
  });

  test('ends there too where a service control policy denies it to the member', () => {
    const denial = { Effect: 'Deny', Action: 'events:PutEvents', Resource: hubBus } as const;
    const control = { name: 'no-events', targets: [MEMBER], policy: policy(denial) };
    const membership = createMembership(createDirectory(defaultSeed), [control]);
    const world = aWorld({ membership });
    connect(world);

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    const [letter] = world.undelivered.messages();
    expect(letter?.attributes.ERROR_CODE?.StringValue).toBe('NO_PERMISSIONS');
    expect(letter?.attributes.ERROR_MESSAGE?.StringValue).toBe(
      `User: ${forwardRole} is not authorized to perform: events:PutEvents on resource: ${hubBus} with an explicit deny in a service control policy`,
    );
    expect(bodies(world)).toEqual([]);
  });

  test('forgets the oldest that even the dead-letter queue refused beyond ten thousand', () => {
    const world = aWorld();
    const nowhere = `arn:aws:sqs:eu-west-1:${MEMBER}:nowhere`;
    const target = aTarget(nowhere, { deadLetterArn: nowhere });
    world.buses.putRule(aRule({ busArn: memberBus, targets: [target] }));

    for (let at = 0; at < 10_001; at += 1) {
      world.buses.publish(MEMBER, 'eu-west-1', anEvent({ id: `${at}` }));
    }

    const lost = world.buses.lost();
    expect([lost.length, lost[0]?.event.id]).toEqual([10_000, '1']);
  });

  test('says to the bus whose event it is and what it tells', () => {
    const world = aWorld();
    connect(world, 'bus policy');
    const Condition = {
      StringEquals: {
        'events:source': 'aws.s3',
        'events:detail-type': 'AWS API Call via CloudTrail',
        'aws:PrincipalAccount': MEMBER,
      },
    };
    world.buses.allow(hubBus, policy({ Principal: '*', Action: 'events:PutEvents', Condition }));

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    expect(bodies(world)).toEqual([anEvent()]);
  });

  test('goes one hop and no second one', () => {
    const world = aWorld();
    connect(world);
    const third = `arn:aws:events:eu-west-1:${HUB}:event-bus/third`;
    world.buses.createBus({ account: HUB, region: 'eu-west-1' }, 'third');
    const dead = world.aQueue(HUB, 'dead');
    const target = aTarget(third, { deadLetterArn: dead.settings.arn });
    world.buses.putRule(aRule({ busArn: hubBus, name: 'second-hop', targets: [target] }));

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    const [letter] = dead.messages();
    expect(letter?.attributes.ERROR_CODE?.StringValue).toBe('THIRD_ACCOUNT_HOP_DETECTED');
    expect(world.buses.seen(third)).toEqual([]);
  });

  test('to another account needs a role at the target', () => {
    const { buses } = aWorld();
    const busArn = `arn:aws:events:eu-west-1:${MEMBER}:event-bus/default`;

    const put = () => buses.putRule(aRule({ busArn, targets: [aTarget(hubBus)] }));

    expect(put).toThrow('RoleArn is required');
  });

  test('to a queue stays in the region of the rule', () => {
    const { buses } = aWorld();
    const busArn = `arn:aws:events:us-east-1:${HUB}:event-bus/default`;
    const far = aTarget(`arn:aws:sqs:eu-west-1:${HUB}:work`);

    const put = () => buses.putRule(aRule({ busArn, targets: [far] }));

    expect(put).toThrow('a queue must be in the region of the rule, us-east-1');
  });

  test('to a queue needs the queue’s permission', async () => {
    const world = aWorld();
    const closed = world.aQueue(HUB, 'closed', []);
    const targets = [aTarget(closed.settings.arn)];
    world.buses.putRule(aRule({ busArn: hubBus, pattern: { source: ['stocktake'] }, targets }));
    const entry = { EventBusName: 'stocktake', Source: 'stocktake', DetailType: 'x', Detail: '{}' };

    await putEvents(world, [entry]);

    expect(closed.messages()).toEqual([]);
  });
});

describe('targets that get another text', () => {
  const input = { paths: { name: '$.detail.eventName' }, template: '"There was <name>."' };

  test('have it in the queue', () => {
    const world = aWorld();
    const targets = [aTarget(world.work.settings.arn, { input })];
    world.buses.putRule(aRule({ busArn: memberBus, targets }));

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    const [message] = world.work.messages();
    expect(message?.body).toBe('"There was CreateBucket."');
  });

  test('leave the event itself to the dead-letter queue', () => {
    const world = aWorld();
    const deadLetterArn = world.undelivered.settings.arn;
    const closed = world.aQueue(MEMBER, 'closed', []);
    const targets = [aTarget(closed.settings.arn, { input, deadLetterArn })];
    world.buses.putRule(aRule({ busArn: memberBus, targets }));

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    const [letter] = world.undelivered.messages();
    expect(JSON.parse(letter?.body ?? '')).toEqual(anEvent());
  });

  test('are buried where the event makes no text of the template', () => {
    const world = aWorld();
    const broken = { paths: input.paths, template: '{"event": "<name>"}' };
    const deadLetterArn = world.undelivered.settings.arn;
    const targets = [aTarget(world.work.settings.arn, { input: broken, deadLetterArn })];
    world.buses.putRule(aRule({ busArn: memberBus, targets }));

    world.buses.publish(MEMBER, 'eu-west-1', anEvent({ detail: { eventName: 'a "quote"' } }));

    expect(world.undelivered.messages()[0]?.attributes).toMatchObject({
      ERROR_CODE: { StringValue: 'INVALID_JSON' },
    });
  });

  test('cannot be buses', () => {
    const { buses } = aWorld();
    const target = aTarget(hubBus, { roleArn: forwardRole, input });

    const put = () => buses.putRule(aRule({ busArn: memberBus, targets: [target] }));

    expect(put).toThrow('Modifying the input for target target is not supported.');
  });
});

describe('topics as targets', () => {
  const topicArn = `arn:aws:sns:eu-west-1:${HUB}:alerts`;
  const keyArn = `arn:aws:kms:eu-west-1:${HUB}:key/alerts-key`;
  const place = { account: HUB, region: 'eu-west-1' };
  const Principal = { Service: 'events.amazonaws.com' };
  const granted = { Principal, Action: 'sns:Publish', Resource: topicArn };
  const admitting = policy(granted);
  const rule = `arn:aws:events:eu-west-1:${HUB}:rule/stocktake/rule`;
  const ofOneRule = policy({ ...granted, Condition: { ArnEquals: { 'aws:SourceArn': rule } } });

  /** A rule of the hub's bus with a topic, which is encrypted if there is a policy of a key. */
  function tellTopic(world: World, policies = [admitting], keyActions?: readonly string[]) {
    const dead = world.aQueue(HUB, 'dead');
    const targets = [aTarget(topicArn, { deadLetterArn: dead.settings.arn })];
    world.buses.putRule(aRule({ busArn: hubBus, pattern: { source: ['stocktake'] }, targets }));
    const keyId = keyActions && 'alerts-key';
    world.topics.create({ ...place, arn: topicArn, policies, keyId });
    if (keyActions) {
      const document = policy({ Principal, Action: [...keyActions], Resource: '*' });
      world.keys.add({ ...place, arn: keyArn, policy: { text: '', document } });
    }
    return putEvents(world, [
      { EventBusName: 'stocktake', Source: 'stocktake', DetailType: 'x', Detail: '{}' },
    ]).then(() => dead.messages()[0]?.attributes);
  }

  test.each([[undefined], [['kms:GenerateDataKey', 'kms:Decrypt']]])(
    'are told, with the key %j',
    async (keyActions) => {
      const world = aWorld();

      await tellTopic(world, [admitting], keyActions);

      const [notice] = world.topics.published(topicArn);
      expect(JSON.parse(notice?.message ?? '')).toMatchObject({ 'detail-type': 'x', detail: {} });
    },
  );

  test.each([
    ['sns:Publish', [], undefined],
    ['kms:GenerateDataKey', [admitting], ['kms:Decrypt']],
    ['kms:Decrypt', [admitting], ['kms:GenerateDataKey']],
  ])('are not told without %s', async (action, policies, keyActions) => {
    const world = aWorld();

    const letter = await tellTopic(world, policies, keyActions);

    expect(world.topics.published(topicArn)).toEqual([]);
    expect(letter).toMatchObject({
      ERROR_CODE: { StringValue: 'NO_PERMISSIONS' },
      ERROR_MESSAGE: { StringValue: expect.stringContaining(`to perform: ${action} on`) },
    });
  });

  test('are not told on a condition about the rule, which no topic hears of', async () => {
    const world = aWorld();

    await tellTopic(world, [ofOneRule]);

    expect(world.topics.published(topicArn)).toEqual([]);
  });

  test('are missed', async () => {
    const world = aWorld();
    const targets = [aTarget(topicArn, { deadLetterArn: world.aQueue(HUB, 'dead').settings.arn })];
    world.buses.putRule(aRule({ busArn: hubBus, pattern: { source: ['stocktake'] }, targets }));

    const entry = { EventBusName: 'stocktake', Source: 'stocktake', DetailType: 'x', Detail: '{}' };
    await putEvents(world, [entry]);

    const [letter] = world.queues.find(`arn:aws:sqs:eu-west-1:${HUB}:dead`)?.messages() ?? [];
    expect(letter?.attributes.ERROR_CODE?.StringValue).toBe('NO_RESOURCE');
  });

  test('stay in the region of the rule', () => {
    const { buses } = aWorld();
    const busArn = `arn:aws:events:us-east-1:${HUB}:event-bus/default`;

    const put = () => buses.putRule(aRule({ busArn, targets: [aTarget(topicArn)] }));

    expect(put).toThrow('a topic must be in the region of the rule, us-east-1');
  });
});

describe('retries', () => {
  const unavailable = new AwsError('InternalFailure', 'for now', { status: 500 });

  test('reach a target that comes back', async () => {
    const outage = new Set([hubBus]);
    const world = aWorld({ disturb: (arn) => (outage.has(arn) ? unavailable : undefined) });
    connect(world);
    world.buses.publish(MEMBER, 'eu-west-1', anEvent());
    await world.clock.advance(60_000);

    outage.clear();
    await world.clock.runUntilIdle();

    expect(bodies(world)).toEqual([anEvent()]);
  });

  test('end after as many attempts as the target allows', async () => {
    const world = aWorld({ disturb: (arn) => (arn === hubBus ? unavailable : undefined) });
    const { buses, undelivered } = world;
    const busArn = `arn:aws:events:eu-west-1:${MEMBER}:event-bus/default`;
    const target = aTarget(hubBus, {
      roleArn: forwardRole,
      deadLetterArn: undelivered.settings.arn,
      maximumRetryAttempts: 3,
    });
    buses.putRule(aRule({ busArn, targets: [target] }));

    buses.publish(MEMBER, 'eu-west-1', anEvent());
    await world.clock.runUntilIdle();

    expect(undelivered.messages()[0]?.attributes).toMatchObject({
      ERROR_CODE: { StringValue: 'InternalFailure' },
      RETRY_ATTEMPTS: { StringValue: '3' },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
    });
  });

  test('end when the event is too old', async () => {
    const world = aWorld({ disturb: () => unavailable });
    connect(world);

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());
    await world.clock.runUntilIdle(2 * 86_400_000);

    expect(world.undelivered.messages()[0]?.attributes).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumEventAgeInSeconds' },
    });
    expect(world.clock.now()).toBeLessThanOrEqual(START + 86_400_000);
  });
});

describe('PutEvents', () => {
  const entry = {
    EventBusName: 'stocktake',
    Source: 'stocktake',
    DetailType: 'Check',
    Detail: '{"a":1}',
  };

  test('refuses what the policy of the bus denies, to its own account too', async () => {
    const world = aWorld();
    const Condition = { StringEquals: { 'events:detail-type': 'Check' } };
    const denial = { Effect: 'Deny', Principal: '*', Action: 'events:PutEvents', Condition };
    world.buses.allow(hubBus, policy(denial));

    const { Entries } = await putEvents(world, [entry, { ...entry, DetailType: 'Other' }]);

    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'AccessDeniedException',
      undefined,
    ]);
  });

  test('puts an event of the caller’s account on the bus', async () => {
    const world = aWorld();

    const { FailedEntryCount, Entries } = await putEvents(world, [entry]);

    expect(FailedEntryCount).toBe(0);
    expect(world.buses.seen(hubBus)).toEqual([
      {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'Check',
        source: 'stocktake',
        account: HUB,
        time: '2026-11-24T00:00:00Z',
        region: 'eu-west-1',
        resources: [],
        detail: { a: 1 },
      },
    ]);
  });

  test.each([
    ['without a source', { Source: '' }, missing('Source')],
    ['without a detail type', { DetailType: '' }, missing('DetailType')],
    [
      'with a detail that is no object',
      { Detail: '[1]' },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
    ],
    [
      'in the name of AWS',
      { Source: 'aws.s3' },
      {
        ErrorCode: 'NotAuthorizedForSourceException',
        ErrorMessage: 'Not authorized for the source.',
      },
    ],
  ])('refuses an entry %s and takes its neighbour', async (_case, bad, refusal) => {
    const world = aWorld();

    const answer = await putEvents(world, [{ ...entry, ...bad }, entry]);

    expect(answer.FailedEntryCount).toBe(1);
    expect(answer.Entries).toEqual([refusal, { EventId: expect.any(String) }]);
    expect(world.buses.seen(hubBus)).toHaveLength(1);
  });

  test('accepts an unknown bus and loses the event', async () => {
    const world = aWorld();

    const answer = await putEvents(world, [{ ...entry, EventBusName: 'nowhere' }]);

    expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  });

  test('refuses another account that the bus does not admit', async () => {
    const world = aWorld();

    const answer = await putEvents(world, [{ ...entry, EventBusName: hubBus }], MEMBER);

    expect(answer.Entries?.[0]?.ErrorCode).toBe('AccessDeniedException');
    expect(world.buses.seen(hubBus)).toEqual([]);
  });

  test.each([
    ['eleven entries', Array.from({ length: 11 }, () => entry), /less than or equal to 10/],
    ['no entry', [], /greater than or equal to 1/],
    [
      'a megabyte',
      [{ ...entry, Detail: JSON.stringify({ a: 'x'.repeat(1_048_576) }) }],
      /Total size of the entries/,
    ],
  ])('refuses %s', async (_case, entries, message) => {
    await expect(putEvents(aWorld(), entries)).rejects.toThrow(message);
  });
});

describe('looking and switching', () => {
  const call = aCall(HUB);

  test('lists the buses of the account and region', async () => {
    const { buses } = aWorld();

    const { EventBuses } = await ask(buses.operations, 'ListEventBuses', { input: {}, call });

    expect(EventBuses).toMatchObject([{ Name: 'stocktake', Arn: hubBus }, { Name: 'default' }]);
  });

  test('describes a rule and its targets', async () => {
    const world = aWorld();
    connect(world);
    const on = { EventBusName: 'stocktake' };

    const rule = await ask(world.buses.operations, 'DescribeRule', {
      input: { Name: 'rule', ...on },
      call,
    });
    const { Rules } = await ask(world.buses.operations, 'ListRules', { input: on, call });
    const { Targets } = await ask(world.buses.operations, 'ListTargetsByRule', {
      input: { Rule: 'rule', ...on },
      call,
    });

    const Arn = `arn:aws:events:eu-west-1:${HUB}:rule/stocktake/rule`;
    expect(rule).toMatchObject({
      Name: 'rule',
      Arn,
      State: 'ENABLED',
      EventPattern: '{"source":["aws.s3"]}',
    });
    expect(Rules).toMatchObject([{ Name: 'rule', EventBusName: 'stocktake' }]);
    expect(Targets).toMatchObject([{ Id: 'target', Arn: world.work.settings.arn }]);
  });

  test('switches a rule off and on', async () => {
    const world = aWorld();
    connect(world);
    const input = { Name: 'rule', EventBusName: 'stocktake' };

    await ask(world.buses.operations, 'DisableRule', { input, call });
    world.buses.publish(MEMBER, 'eu-west-1', anEvent({ id: 'while off' }));
    await ask(world.buses.operations, 'EnableRule', { input, call });
    world.buses.publish(MEMBER, 'eu-west-1', anEvent({ id: 'while on' }));

    expect(bodies(world).map(({ id }) => id)).toEqual(['while on']);
  });

  test.each([
    ['DescribeEventBus', { Name: 'other' }, 'Event bus other does not exist.'],
    [
      'DescribeRule',
      { Name: 'other', EventBusName: 'stocktake' },
      'Rule other does not exist on EventBus stocktake.',
    ],
  ])('%s says what is not there', async (operation, input, message) => {
    const { buses } = aWorld();

    const asking = ask(buses.operations, operation, { input, call });

    await expect(asking).rejects.toMatchObject({ code: 'ResourceNotFoundException', message });
  });
});

describe('weather', () => {
  test('loses events', () => {
    const world = aWorld({ weather: { lose: 1, duplicate: 0, delayMs: 0 } });
    connect(world);

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    expect(bodies(world)).toEqual([]);
  });

  test('duplicates events', () => {
    const world = aWorld({ weather: { lose: 0, duplicate: 1, delayMs: 0 } });
    connect(world);

    world.buses.publish(MEMBER, 'eu-west-1', anEvent());

    expect(bodies(world)).toEqual([anEvent(), anEvent()]);
  });

  test('lets events overtake each other', async () => {
    const world = aWorld({ weather: { lose: 0, duplicate: 0, delayMs: 60_000 } });
    connect(world);
    const ids = Array.from({ length: 20 }, (_, at) => `event ${at}`);

    for (const id of ids) world.buses.publish(MEMBER, 'eu-west-1', anEvent({ id }));
    await world.clock.runUntilIdle();

    const arrived = bodies(world).map(({ id }) => id);
    expect(arrived).not.toEqual(ids);
    expect(new Set(arrived)).toEqual(new Set(ids));
  });
});
