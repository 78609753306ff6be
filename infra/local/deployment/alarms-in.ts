import * as z from 'zod';
import { parseAlarmRule } from '../alarms/alarm-rule.ts';
import type { AlarmSettings } from '../alarms.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

const Topics = z
  .array(z.string().regex(/^arn:[^:]+:sns:/, 'only topics can be told here'))
  .default([]);

const common = {
  AlarmName: z.string().optional(),
  AlarmDescription: z.string().optional(),
  ActionsEnabled: z.boolean().default(true),
  AlarmActions: Topics,
  OKActions: Topics,
  Tags: z.unknown().optional(),
};

const metric = {
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
};

const Statistic = z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']);

/** What a query may ask for besides: `p99` is what 99 of 100 do not exceed. */
const AnyStatistic = z.union([Statistic, z.string().regex(/^p\d{1,2}(\.\d+)?$/)]);

/** A metric, or an expression over others. */
const MetricQuery = z.strictObject({
  Id: z.string().regex(/^[a-z]\w*$/),
  Expression: z.string().optional(),
  MetricStat: z
    .strictObject({ Metric: z.strictObject(metric), Period: z.number(), Stat: AnyStatistic })
    .optional(),
  ReturnData: z.boolean().default(true),
});

const judged = {
  ...common,
  EvaluationPeriods: z.number(),
  DatapointsToAlarm: z.number().optional(),
  Threshold: z.number(),
  ComparisonOperator: z.string(),
  TreatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).optional(),
};

/** What is measured, and when it is too much: nothing is measured here. */
const AlarmProperties = z.union([
  z.strictObject({ ...judged, ...metric, Statistic, Period: z.number() }),
  z.strictObject({ ...judged, Metrics: z.array(MetricQuery).min(1) }),
]);

const CompositeAlarmProperties = z.strictObject({
  ...common,
  AlarmRule: z.string().transform((text, context) => {
    try {
      return parseAlarmRule(text);
    } catch (error) {
      context.addIssue((error as Error).message);
      return z.NEVER;
    }
  }),
});

/** The alarms of a stack: those on metrics first, for composite ones are made of them. */
export function alarmsIn(resources: readonly Resource[]): AlarmSettings[] {
  const simple = ofType(resources, 'AWS::CloudWatch::Alarm').map((resource) =>
    alarmOf(resource, readProperties(resource, AlarmProperties)),
  );
  const composite = ofType(resources, 'AWS::CloudWatch::CompositeAlarm').map((resource) => {
    const properties = readProperties(resource, CompositeAlarmProperties);
    return { ...alarmOf(resource, properties), rule: properties.AlarmRule };
  });
  return [...simple, ...composite];
}

function alarmOf(
  resource: Resource,
  properties: z.output<z.ZodObject<typeof common>>,
): AlarmSettings {
  const { account, region, name } = resource;
  const { AlarmDescription, ActionsEnabled, AlarmActions, OKActions } = properties;
  return {
    account,
    region,
    name,
    arn: arnOfResource(resource),
    description: AlarmDescription,
    actions: ActionsEnabled ? { ALARM: AlarmActions, OK: OKActions } : { ALARM: [], OK: [] },
  };
}
