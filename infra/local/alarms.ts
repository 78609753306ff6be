import { alarmNotice } from './alarms/alarm-notice.ts';
import type { AlarmRule } from './alarms/alarm-rule.ts';
import { stateChangeEvent } from './alarms/state-change-event.ts';
import type { Place } from './arn.ts';
import { keepLatest } from './keep-latest.ts';
import type { BusEvent, Ground } from './service.ts';
import type { Topics } from './topics.ts';

/** Nothing is measured here, hence no INSUFFICIENT_DATA. */
export type AlarmState = 'OK' | 'ALARM';

/** An alarm as a template describes it. */
export interface AlarmSettings extends Place {
  readonly name: string;
  readonly arn: string;
  readonly description?: string | undefined;
  /** Of a composite alarm. */
  readonly rule?: AlarmRule | undefined;
  /** ARNs of topics to be told, by the state that is entered. */
  readonly actions: Readonly<Record<AlarmState, readonly string[]>>;
}

/** An action that CloudWatch could not take: it says so in the alarm's history alone. */
export interface RefusedAction {
  readonly alarmArn: string;
  readonly topicArn: string;
  readonly reason: string;
}

/** CloudWatch's alarms. Nothing is measured: alarms are raised and cleared by hand, and composite ones follow. */
export interface Alarms {
  /** In state OK. A composite alarm comes after those that it is made of. Throws Error for one that names an unknown alarm. */
  add(alarm: AlarmSettings): void;
  /** By ARN, or by name where no other place has the same. Throws Error for an unknown, ambiguous or composite alarm. */
  raise(alarm: string): void;
  clear(alarm: string): void;
  state(alarm: string): AlarmState;
  refusals(): readonly RefusedAction[];
}

/** Who hears of alarms. */
export interface AlarmWorld {
  readonly topics: Topics;
  /** To the default bus of an account and region. */
  publish(account: string, region: string, event: BusEvent): void;
}

interface Alarm {
  readonly settings: AlarmSettings;
  state: AlarmState;
}

/** No alarms yet. */
export function createAlarms(ground: Ground, { topics, publish }: AlarmWorld): Alarms {
  const alarms: Alarm[] = [];
  const refusals: RefusedAction[] = [];

  function isInAlarm(name: string, place: Place): boolean {
    return alarmAt(alarms, name, place).state === 'ALARM';
  }

  function set(alarm: Alarm, state: AlarmState, reason: string): void {
    if (alarm.state === state) return;
    const { settings, state: from } = alarm;
    alarm.state = state;
    const change = { from, to: state, reason, at: ground.clock.now() };
    publish(settings.account, settings.region, stateChangeEvent(settings, change, ground));
    const notice = alarmNotice(settings, change);
    for (const topicArn of settings.actions[state]) tell(settings, { topicArn, ...notice });
    for (const above of alarms) follow(above, alarm);
  }

  function follow(above: Alarm, { settings: { name, arn } }: Alarm): void {
    const { rule } = above.settings;
    if (!rule?.alarms.some((one) => one === name || one === arn)) return;
    const isMet = rule.isMet((one) => isInAlarm(one, above.settings));
    set(above, isMet ? 'ALARM' : 'OK', `${arn} changed its state.`);
  }

  function tell(settings: AlarmSettings, notice: Parameters<Topics['publishAs']>[1]): void {
    const { arn, account, region } = settings;
    const servant = { service: 'cloudwatch.amazonaws.com', sourceArn: arn, account, region };
    const { topicArn } = notice;
    const reason = topics.find(topicArn)
      ? topics.publishAs(servant, notice)
      : 'The topic does not exist.';
    if (reason) keepLatest(refusals, { alarmArn: arn, topicArn, reason });
  }

  return {
    add(settings) {
      for (const name of settings.rule?.alarms ?? []) alarmAt(alarms, name, settings);
      alarms.push({ settings, state: 'OK' });
    },
    raise: (alarm) => set(metricAlarm(alarms, alarm), 'ALARM', 'Raised by hand.'),
    clear: (alarm) => set(metricAlarm(alarms, alarm), 'OK', 'Cleared by hand.'),
    state: (alarm) => onlyAlarm(alarms, alarm).state,
    refusals: () => refusals,
  };
}

/** Composite alarms name others of their own account and region. */
function alarmAt(alarms: readonly Alarm[], name: string, { account, region }: Place): Alarm {
  const here = alarms.filter(
    ({ settings }) => settings.account === account && settings.region === region,
  );
  return onlyAlarm(here, name);
}

function metricAlarm(alarms: readonly Alarm[], name: string): Alarm {
  const alarm = onlyAlarm(alarms, name);
  if (!alarm.settings.rule) return alarm;
  throw new Error(`${name} follows the alarms that it is made of`);
}

function onlyAlarm(alarms: readonly Alarm[], name: string): Alarm {
  const found = alarms.filter(({ settings }) => settings.arn === name || settings.name === name);
  const [first] = found;
  if (!first) throw new Error(`there is no alarm ${name}`);
  if (found.length === 1) return first;
  throw new Error(`there are ${found.length} alarms ${name}: say which by its ARN`);
}
