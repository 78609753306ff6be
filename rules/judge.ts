import { type Answer, all, not } from './answer.ts';
import { type BucketFacts, isDirectoryBucket } from './bucket.ts';
import { type Desired, desiredInventory } from './desired.ts';
import { type Agreement, covers, isExpired } from './exemption.ts';
import type { Enforcement, Exemption, Mandate, Rule } from './mandate.ts';
import { fieldsLackingOn } from './optional-fields.ts';
import { type AppliedRollout, applyRollout, heldBack } from './rollout.ts';
import { ask, type Finding, together } from './selector.ts';

/** What the mandate says about one bucket, with its reasons as data. */
export interface Judgement {
  readonly standing: Standing;
  /** Why no rule is asked at all: the kind of bucket, the state of its account. */
  readonly reason?: string | undefined;
  /** Every rule of the mandate, in its order. Empty when the bucket is not governed. */
  readonly rules: readonly RuleVerdict[];
  /** The first exemption that takes a rule away. */
  readonly exemption?: AppliedExemption | undefined;
  /** Exemptions that would still cover the bucket had they not expired. */
  readonly expired: readonly Exemption[];
  readonly desired: Desired;
}

export type Standing = 'governed' | 'exempt' | 'unmatched' | 'undecided' | 'unsupported';

/** Why the mandate does not govern a bucket: nobody writes to such a bucket. */
export interface Ungoverned {
  readonly standing: Extract<Standing, 'unmatched' | 'unsupported'>;
  readonly reason: string;
}

export interface RuleVerdict {
  readonly rule: string;
  readonly applies: boolean | 'unknown';
  readonly enforcement: Enforcement;
  /** Absent when the rule is for everybody it applies to. */
  readonly rollout?: AppliedRollout | undefined;
  readonly findings: readonly Finding[];
  /** Fields that the rule asks for and that cannot be had of this bucket; absent when all can. */
  readonly lacking?: readonly string[] | undefined;
  /** Absent when no exemption speaks of the rule here. */
  readonly exempt?: true | 'unknown' | undefined;
  /** The exemption that does, or that would if what is unknown were so. */
  readonly exemption?: AppliedExemption | undefined;
}

export interface AppliedExemption extends Agreement {
  /** The rules that it takes away; absent: all. */
  readonly rules?: readonly string[] | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Holds a bucket's facts against the mandate. Nothing unknown is ever taken for a no: a rule or an exemption that cannot be
 * answered makes the standing `undecided`, unless it makes no difference. Rules that are certain are demanded all the same.
 *
 * @param today `YYYY-MM-DD` in UTC.
 */
export function judge(mandate: Mandate, facts: BucketFacts, today: string): Judgement {
  const outside = ungoverned(mandate, facts);
  if (outside) return notGoverned(outside);
  const exemptions = mandate.exemptions.map((exemption) => weigh(exemption, facts, today));
  const rules = mandate.rules.map((rule) => verdict(rule, facts, exemptions));
  const standing = standingOf(rules);
  return {
    standing,
    rules,
    exemption: rules.find(isExempt)?.exemption,
    expired: exemptions.filter(hasRunOut).map(({ exemption }) => exemption),
    desired: desiredOf(mandate, { facts, rules, standing }),
  };
}

/** Why the mandate does not govern a bucket: nobody reads or writes such a bucket. `undefined` when it does. */
export function ungoverned(
  { directoryBuckets }: Pick<Mandate, 'directoryBuckets'>,
  { name, accountState = 'ACTIVE' }: BucketFacts,
): Ungoverned | undefined {
  if (accountState !== 'ACTIVE') {
    return { standing: 'unmatched', reason: `the account is not active but ${accountState}` };
  }
  if (directoryBuckets !== 'ignore' || !isDirectoryBucket(name)) return undefined;
  return { standing: 'unsupported', reason: 'the mandate says directoryBuckets: ignore' };
}

/** The judgement of a bucket that nobody's rules are for. */
export function notGoverned({ standing, reason }: Ungoverned): Judgement {
  const desired: Desired = { inventories: [], kept: [], prune: false, ungoverned: true };
  return { standing, reason, rules: [], expired: [], desired };
}

interface WeighedExemption {
  readonly exemption: Exemption;
  readonly expired: boolean;
  readonly findings: readonly Finding[];
  readonly answer: Answer;
}

function weigh(exemption: Exemption, facts: BucketFacts, today: string): WeighedExemption {
  const findings = ask('where', exemption.where, facts);
  const expired = isExpired(exemption, today);
  return { exemption, expired, findings, answer: together(findings) };
}

function hasRunOut({ expired, answer }: WeighedExemption): boolean {
  return expired && answer === 'met';
}

function verdict(
  rule: Rule,
  facts: BucketFacts,
  exemptions: readonly WeighedExemption[],
): RuleVerdict {
  const where = ask('where', rule.where, facts);
  const unless = rule.unless ? ask('unless', rule.unless, facts) : [];
  const excluded = rule.unless ? together(unless) : 'unmet';
  const lacking = fieldsLackingOn(facts.name, rule.inventory.fields);
  return {
    rule: rule.id,
    applies: certainty(all([together(where), not(excluded)])),
    enforcement: rule.enforcement,
    rollout: applyRollout(rule, facts),
    findings: [...where, ...unless],
    ...(lacking.length > 0 && { lacking }),
    ...exemptionOf(rule.id, exemptions),
  };
}

function certainty(answer: Answer): boolean | 'unknown' {
  return answer === 'unknown' ? 'unknown' : answer === 'met';
}

function exemptionOf(rule: string, exemptions: readonly WeighedExemption[]) {
  const current = exemptions.filter(
    ({ exemption, expired }) => !expired && covers(exemption, rule),
  );
  const met = current.find(({ answer }) => answer === 'met');
  if (met) return { exempt: true, exemption: applied(met) } as const;
  const possible = current.find(({ answer }) => answer === 'unknown');
  return possible && ({ exempt: 'unknown', exemption: applied(possible) } as const);
}

function applied({ exemption, findings }: WeighedExemption): AppliedExemption {
  const { reason, owner, ticket, expires, rules } = exemption;
  return { reason, owner, ticket, expires, rules, findings };
}

/**
 * | rules                                          | standing    |
 * |------------------------------------------------|-------------|
 * | one may apply, or may be exempt, unknown which | `undecided` |
 * | one applies and is not exempt                  | `governed`  |
 * | all that apply (or may) are exempt             | `exempt`    |
 * | none applies                                   | `unmatched` |
 */
function standingOf(rules: readonly RuleVerdict[]): Standing {
  if (rules.some(isOpen)) return 'undecided';
  if (rules.some(isDemanded)) return 'governed';
  return rules.some(isExempt) ? 'exempt' : 'unmatched';
}

/** Whether what is unknown matters: not for a rule that does not apply, nor for one that is exempt in any case. */
function isOpen({ applies, exempt }: RuleVerdict): boolean {
  if (applies === false || exempt === true) return false;
  return applies === 'unknown' || exempt === 'unknown';
}

function isDemanded({ applies, exempt }: RuleVerdict): boolean {
  return applies === true && exempt === undefined;
}

function isExempt({ applies, exempt }: RuleVerdict): boolean {
  return applies !== false && exempt === true;
}

interface Verdicts {
  readonly facts: BucketFacts;
  readonly rules: readonly RuleVerdict[];
  readonly standing: Standing;
}

function desiredOf(mandate: Mandate, { facts, rules, standing }: Verdicts): Desired {
  const demanded = new Map(rules.filter(isDemanded).map((verdict) => [verdict.rule, verdict]));
  return {
    inventories: mandate.rules
      .filter(({ id }) => demanded.has(id))
      .map((rule) => ({
        rule: rule.id,
        enforcement: rule.enforcement,
        withheld: heldBack(rule.id, demanded.get(rule.id)?.rollout),
        inventory: desiredInventory(rule, facts),
      })),
    kept: rules.filter((rule) => isExempt(rule) || isOpen(rule)).map(({ rule }) => rule),
    // A bucket that is exempt keeps what it has.
    prune: mandate.prune && standing !== 'exempt',
  };
}
