import type { PublishInput } from '@aws-sdk/client-sns';
import { compilePattern, type Matcher } from '../pattern.ts';

type MessageAttributes = NonNullable<PublishInput['MessageAttributes']>;

/** Who asked to be told. All have confirmed, unless they are made to hesitate. */
export interface Subscription {
  readonly topicArn: string;
  readonly protocol: 'email';
  readonly endpoint: string;
  /** Left out, it is told everything. */
  readonly filter?: SubscriptionFilter | undefined;
}

export interface SubscriptionFilter {
  readonly scope: 'MessageAttributes' | 'MessageBody';
  /** As parsed from JSON. */
  readonly policy: object;
}

/** What was published, as far as filters look at it. */
interface Filtered {
  readonly message: string;
  readonly attributes: MessageAttributes;
}

/**
 * Whether a subscription is told of what was published.
 *
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
 *
 * @throws AwsError `InvalidEventPatternException`; Error for a policy on attributes that looks below them.
 */
export function compileFilter(filter: SubscriptionFilter | undefined): (it: Filtered) => boolean {
  if (!filter) return () => true;
  const { scope, policy } = filter;
  const matches = compilePattern(policy);
  if (scope === 'MessageBody') return ({ message }) => bodyMatches(message, matches);
  const nested = Object.keys(policy).find((key) => !Array.isArray(policy[key as never]));
  if (nested) throw new Error(`the attribute ${nested} has nothing below it`);
  return ({ attributes }) => matches(valuesOf(attributes));
}

/** What is no JSON object meets no policy. */
function bodyMatches(message: string, matches: Matcher): boolean {
  try {
    const body: unknown = JSON.parse(message);
    return Object(body) === body && !Array.isArray(body) && matches(body as object);
  } catch {
    return false;
  }
}

function valuesOf(attributes: MessageAttributes): object {
  const texts = Object.entries(attributes).filter(([, { DataType }]) => DataType !== 'Binary');
  return Object.fromEntries(
    texts.map(([name, { DataType = '', StringValue = '' }]) => [name, read(DataType, StringValue)]),
  );
}

function read(type: string, value: string): unknown {
  if (type === 'String.Array') return JSON.parse(value);
  return type.startsWith('Number') ? Number(value) : value;
}
