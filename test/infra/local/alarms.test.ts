import { describe, expect, test } from '@jest/globals';
import { parseAlarmRule } from '../../../infra/local/alarms/alarm-rule.ts';
import { type AlarmSettings, createAlarms } from '../../../infra/local/alarms.ts';
import { createKeys } from '../../../infra/local/keys.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import type { BusEvent } from '../../../infra/local/service.ts';
import { createTopics } from '../../../infra/local/topics.ts';
import { aMembership } from './a-membership.ts';
import { anOrganization, HUB } from './an-organization.ts';
import { aGround } from './ground.ts';

const alertTopic = `arn:aws:sns:eu-west-1:${HUB}:stocktake-alerts`;
const topic = { account: HUB, region: 'eu-west-1', arn: alertTopic };

function anAlarm(name: string, more: Partial<AlarmSettings> = {}): AlarmSettings {
  const { account = HUB, region = 'eu-west-1' } = more;
  const arn = `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
  return { account, region, name, arn, actions: { ALARM: [], OK: [] }, ...more };
}

function aService(policy?: object) {
  const ground = aGround();
  const keys = createKeys();
  const topics = createTopics(ground, { keys, membership: aMembership() });
  const policies = policy
    ? [readPolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...policy } })]
    : [];
  topics.create({ ...topic, policies });
  const events: BusEvent[] = [];
  const publish = (_account: string, _region: string, event: BusEvent) => void events.push(event);
  return { topics, events, alarms: createAlarms(ground, { topics, publish }) };
}

const admitting = {
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: alertTopic,
};

const loud = { actions: { ALARM: [alertTopic], OK: [alertTopic] } };

describe('createAlarms', () => {
  test('tells a topic what CloudWatch would', () => {
    const { alarms, topics } = aService(admitting);
    alarms.add(anAlarm('errors', { description: 'It went wrong', ...loud }));

    alarms.raise('errors');

    const [notice] = topics.published(alertTopic);
    expect(notice?.subject).toBe('ALARM: "errors" in eu-west-1');
    expect(JSON.parse(notice?.message ?? '')).toEqual({
      AlarmName: 'errors',
      AlarmDescription: 'It went wrong',
      AWSAccountId: HUB,
      NewStateValue: 'ALARM',
      NewStateReason: 'Raised by hand.',
      StateChangeTime: '2026-11-24T00:00:00.000+0000',
      Region: 'eu-west-1',
      AlarmArn: `arn:aws:cloudwatch:eu-west-1:${HUB}:alarm:errors`,
      OldStateValue: 'OK',
    });
  });

  test('tells of changes alone', () => {
    const { alarms, topics } = aService(admitting);
    alarms.add(anAlarm('errors', loud));

    alarms.clear('errors');
    alarms.raise('errors');
    alarms.raise('errors');
    alarms.clear('errors');

    expect(topics.published(alertTopic).map(({ subject }) => subject)).toEqual([
      'ALARM: "errors" in eu-west-1',
      'OK: "errors" in eu-west-1',
    ]);
  });

  test('says which alarm it is to the topic’s policy', () => {
    const ofAnother = { ArnEquals: { 'aws:SourceArn': 'arn:aws:cloudwatch:*:*:alarm:another' } };
    const { alarms, topics } = aService({ ...admitting, Condition: ofAnother });
    const alarm = anAlarm('errors', loud);
    alarms.add(alarm);

    alarms.raise('errors');

    expect(topics.published(alertTopic)).toEqual([]);
    expect(alarms.refusals()).toEqual([
      {
        alarmArn: alarm.arn,
        topicArn: alertTopic,
        reason: `cloudwatch.amazonaws.com is not authorized to perform: sns:Publish on resource: ${alertTopic} because no resource-based policy allows the sns:Publish action`,
      },
    ]);
  });

  test('forgets the oldest refusals beyond ten thousand', () => {
    const { alarms } = aService();
    alarms.add(anAlarm('errors', loud));

    for (let at = 0; at < 5_001; at += 1) {
      alarms.raise('errors');
      alarms.clear('errors');
    }

    expect(alarms.refusals()).toHaveLength(10_000);
  });

  test('tells EventBridge of every change, where the alarm is', () => {
    const { alarms, events } = aService();
    const alarm = anAlarm('errors');
    alarms.add(alarm);

    alarms.raise('errors');

    expect(events).toMatchObject([
      {
        source: 'aws.cloudwatch',
        'detail-type': 'CloudWatch Alarm State Change',
        account: HUB,
        resources: [alarm.arn],
        detail: { alarmName: 'errors', state: { value: 'ALARM' }, previousState: { value: 'OK' } },
      },
    ]);
  });

  test('has composite alarms follow those that they are made of', () => {
    const { alarms } = aService();
    alarms.add(anAlarm('a'));
    alarms.add(anAlarm('both', { rule: parseAlarmRule('NOT ALARM("a") OR ALARM("a")') }));
    alarms.add(anAlarm('calm', { rule: parseAlarmRule('ALARM("a") AND NOT ALARM("both")') }));
    alarms.add(anAlarm('above', { rule: parseAlarmRule('ALARM("both")') }));

    alarms.raise('a');

    expect(['both', 'calm', 'above'].map(alarms.state)).toEqual(['ALARM', 'OK', 'ALARM']);
  });

  test('keeps alarms of one name in two regions apart', () => {
    const { alarms } = aService();
    const [here, there] = [anAlarm('a'), anAlarm('a', { region: 'us-east-1' })];
    alarms.add(here);
    alarms.add(there);

    alarms.raise(there.arn);

    expect([here.arn, there.arn].map(alarms.state)).toEqual(['OK', 'ALARM']);
    expect(() => alarms.raise('a')).toThrow('there are 2 alarms a: say which by its ARN');
  });

  test.each([
    ['an unknown alarm', 'nobody', 'there is no alarm nobody'],
    ['a composite one', 'health', 'health follows the alarms that it is made of'],
  ])('cannot raise %s', (_case, name, message) => {
    const { alarms } = aService();
    alarms.add(anAlarm('a'));
    alarms.add(anAlarm('health', { rule: parseAlarmRule('ALARM("a")') }));

    expect(() => alarms.raise(name)).toThrow(message);
  });

  test('has no composite alarm over an unknown one', () => {
    const { alarms } = aService();

    const add = () => alarms.add(anAlarm('health', { rule: parseAlarmRule('ALARM("a")') }));

    expect(add).toThrow('there is no alarm a');
  });
});

describe('the alarms of the templates', () => {
  test('each tell whoever is to be told, however long another one goes on', async () => {
    const { machines } = await anOrganization();

    machines.alarms.raise('stocktake-dead-letters');
    const whileRinging = machines.alarms.state('stocktake-health');
    machines.alarms.raise('stocktake-heartbeat');
    machines.alarms.clear('stocktake-dead-letters');

    expect(whileRinging).toBe('ALARM');
    expect(machines.alarms.refusals()).toEqual([]);
    expect(machines.topics.published(alertTopic).map(({ subject }) => subject)).toEqual([
      'ALARM: "stocktake-dead-letters" in eu-west-1',
      'ALARM: "stocktake-heartbeat" in eu-west-1',
      'OK: "stocktake-dead-letters" in eu-west-1',
    ]);
  });
});
