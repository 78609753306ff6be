import * as z from 'zod';
import { parseArn } from '../arn.ts';
import type { ScheduleSettings, ScheduleTarget, Timing } from '../schedules.ts';
import { ofType, type Resource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { arnOfResource, readProperties } from './read-properties.ts';

const MINUTE_MS = 60_000;

const units: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 1_440 * MINUTE_MS,
};

const Expression = z.string().transform((text, context): Timing => {
  const timing = readRate(text) ?? readDaily(text);
  if (timing) return timing;
  context.addIssue(`${text} is no rate in minutes, hours or days, and no time of every day`);
  return z.NEVER;
});

/**
 * One minute, but five minutes.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html
 */
function readRate(text: string): Timing | undefined {
  const [, count = '', unit = '', plural] =
    /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(text) ?? [];
  const isGrammatical = (count === '1') === (plural === '');
  const everyMs = isGrammatical ? Number(count) * (units[unit] ?? 0) : 0;
  return everyMs === 0 ? undefined : { everyMs };
}

/**
 * Minute and hour, of whatever day; one of the two ways to name a day must be a question mark.
 *
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
function readDaily(text: string): Timing | undefined {
  const [, minute, hour] =
    /^cron\(([0-5]?\d) ([01]?\d|2[0-3]) (?:\* \* \?|\? \* \*) \*\)$/.exec(text) ?? [];
  if (minute === undefined || hour === undefined) return undefined;
  return { hour: Number(hour), minute: Number(minute) };
}

const Input = z.string().transform((text, context) => {
  const read = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (!read.success) context.addIssue('the input of an event or of an execution is a JSON object');
  return read.data ?? {};
});

const common = {
  Arn: z.string(),
  RoleArn: z.string(),
  Input,
  // What is not permitted is not tried again, and nothing else goes wrong here.
  RetryPolicy: z.unknown().optional(),
};

const BusTarget = z.strictObject({
  ...common,
  EventBridgeParameters: z.strictObject({
    Source: z.string().regex(/^(?!aws\.)/, 'sources that begin with aws. are AWS’s own'),
    DetailType: z.string(),
  }),
});

/** Whatever the ARN is of, only an event bus takes parameters of its own. */
const Target = z.union([BusTarget, z.strictObject(common)]);

const ScheduleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ScheduleExpression: Expression,
  ScheduleExpressionTimezone: z.literal('UTC', 'only UTC is known here').optional(),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  Target,
});

/** The schedules of a stack that are switched on. */
export function schedulesIn(resources: readonly Resource[]): ScheduleSettings[] {
  return ofType(resources, 'AWS::Scheduler::Schedule').flatMap((resource) => {
    const properties = readProperties(resource, ScheduleProperties);
    return properties.State === 'ENABLED' ? [scheduleOf(resource, properties)] : [];
  });
}

function scheduleOf(
  resource: Resource,
  { ScheduleExpression, Target: aimed }: z.output<typeof ScheduleProperties>,
): ScheduleSettings {
  const { account, region, name } = resource;
  return {
    account,
    region,
    name,
    arn: arnOfResource(resource),
    timing: ScheduleExpression,
    roleArn: aimed.RoleArn,
    target: targetOf(resource, aimed),
  };
}

function targetOf(
  { template, path, account, region }: Resource,
  aimed: z.output<typeof Target>,
): ScheduleTarget {
  const { Arn: arn, Input: input } = aimed;
  const { service, ...place } = parseArn(arn);
  const isHere = place.account === account && place.region === region;
  if (isHere && service === 'events' && 'EventBridgeParameters' in aimed) {
    const { Source: source, DetailType: detailType } = aimed.EventBridgeParameters;
    return { kind: 'bus', arn, source, detailType, detail: input };
  }
  if (isHere && service === 'states' && !('EventBridgeParameters' in aimed)) {
    return { kind: 'state-machine', arn, input };
  }
  const reason =
    'only an event bus or a state machine of the same account and region is known here';
  throw new TemplateError(template, `${path}.Target.Arn`, reason);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
