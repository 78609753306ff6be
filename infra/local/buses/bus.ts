import type { Place } from '../arn.ts';
import type { Matcher } from '../pattern.ts';
import type { Policy } from '../policy.ts';
import type { BusEvent } from '../service.ts';
import type { TargetParameters } from '../webhooks/api-destination.ts';
import type { TargetInput, Transform } from './transform.ts';

/** An event bus: `default`, which every account has in every region, or a custom one. */
export interface Bus extends Place {
  readonly name: string;
  readonly arn: string;
  readonly policies: Policy[];
  readonly rules: Map<string, Rule>;
  /** The latest events that came over it, oldest first: for tests and demonstrations to look into. */
  readonly seen: BusEvent[];
}

export type RuleState = 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly description?: string | undefined;
  readonly pattern: object;
  readonly matches: Matcher;
  readonly targets: readonly ArmedTarget[];
  state: RuleState;
}

export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly roleArn?: string | undefined;
  readonly deadLetterArn?: string | undefined;
  /** Left out, the target gets the event as it is. */
  readonly input?: TargetInput | undefined;
  /** For a queue: the group of its messages, or a path to it in the event. */
  readonly messageGroup?: string | undefined;
  /** For an API destination. */
  readonly httpParameters?: TargetParameters | undefined;
  /** 0 to 185. */
  readonly maximumRetryAttempts: number;
  /** 60 to 86,400. */
  readonly maximumEventAgeInSeconds: number;
}

/** A target of a rule in force. */
export interface ArmedTarget extends Target {
  readonly transform: Transform;
}

/** The enabled rules whose pattern the event meets. */
export function matchingRules({ rules }: Bus, event: BusEvent): Rule[] {
  return [...rules.values()].filter((rule) => isAwake(rule, event) && rule.matches(event));
}

/**
 * A rule that is plainly ENABLED does not see what only reads.
 * Source: AWS facts C.0, read-only management events.
 */
function isAwake({ state }: Rule, event: BusEvent): boolean {
  if (state !== 'ENABLED') return state !== 'DISABLED';
  const isCall = event['detail-type'] === 'AWS API Call via CloudTrail';
  return !(isCall && event.detail.readOnly === true && event.detail.managementEvent === true);
}
