import { schedules } from '../../../../bench/check/templates/schedules.ts';
import { describeCheck, type Mutation } from './mutants.ts';

const GOOD = 'rate(1 day)';
const AT = 'Resources.Sweep.Properties.ScheduleExpression';

const expressions: readonly (readonly [string, string])[] = [
  ['rate(1 days)', 'expected rate(1 day)'],
  ['rate(5 minute)', 'expected rate(5 minutes)'],
  ['rate(0 days)', 'expected a whole number and a unit, as in rate(5 minutes)'],
  ['cron(0 2 * * ?)', '5 fields, expected six'],
  ['cron(0 2 * * * *)', 'expected ? as day of month or as day of week, and not as both'],
  ['cron(0 2 ? * ? *)', 'expected ? as day of month or as day of week, and not as both'],
  ['cron(60 2 * * ? *)', 'minutes: expected 0 to 59'],
  ['cron(0 24 * * ? *)', 'hours: expected 0 to 23'],
  ['cron(0 2 32 * ? *)', 'day of month: expected 1 to 31'],
  ['cron(0 2 * 13 ? *)', 'month: expected 1 to 12'],
  ['cron(0 2 ? * 0 *)', 'day of week: expected 1 to 7'],
  ['cron(0 2 ? * MON#6 *)', 'day of week: expected 1 to 7'],
  ['cron(0 2 * * ? 1969)', 'year: expected 1970 to 2199'],
  ['cron(0/0 2 * * ? *)', 'minutes: expected 0 to 59'],
  ['at(2030-02-30T09:00:00)', 'expected a moment such as at(2030-01-31T09:00:00)'],
  ['at(2030-01-31)', 'expected a moment such as at(2030-01-31T09:00:00)'],
];

const allowed = [
  'rate(1 minute)',
  'rate(5 minutes)',
  'cron(0/15 8-17 ? JAN-mar MON-FRI 2026,2027)',
  'cron(0 2 L * ? *)',
  'cron(0 2 15W * ? *)',
  'cron(0 2 ? * 6#3 *)',
  'cron(0 2 ? * 6L *)',
  'cron(*/5 * * * ? *)',
  'at(2032-02-29T09:00:00)',
];

const mutations: readonly Mutation[] = [
  ...expressions.map(([bad, fault]): Mutation => [GOOD, bad, `${AT}: "${bad}": ${fault}`]),
  ...allowed.map((other): Mutation => [GOOD, other]),
  [GOOD, 'daily', `${AT}: "daily" is no schedule; expected rate(…), cron(…) or at(…)`],
  [
    'Europe/Berlin',
    'Europe/Bern',
    'Resources.Sweep.Properties.ScheduleExpressionTimezone: "Europe/Bern" is no time zone; expected one such as Europe/Berlin',
  ],
  [
    'rate(2 hours)',
    'rate(2 hour)',
    'Resources.Rule.Properties.ScheduleExpression: "rate(2 hour)": expected rate(2 hours)',
  ],
  [
    'rate(3 hours)',
    'rate(3)',
    'Resources.Function.Properties.Events.Tick.Properties.Schedule: "rate(3)": expected a whole number and a unit, as in rate(5 minutes)',
  ],
  [
    'Default: 4',
    'Default: 24',
    'Resources.Function.Properties.Events.Night.Properties.ScheduleExpression: "cron(0 24 * * ? *)": hours: expected 0 to 23',
  ],
];

describeCheck('schedules', {
  check: schedules,
  good: `
Parameters:
  Hour: { Type: Number, Default: 4 }
  Chosen: { Type: String }
Resources:
  Sweep:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: ${GOOD}
      ScheduleExpressionTimezone: Europe/Berlin
  Rule: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: rate(2 hours) } }
  Other: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: !Ref Chosen } }
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Tick: { Type: Schedule, Properties: { Schedule: rate(3 hours) } }
        Night: { Type: ScheduleV2, Properties: { ScheduleExpression: !Sub 'cron(0 \${Hour} * * ? *)' } }
`,
  mutations,
});
