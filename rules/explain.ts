import type { BucketFacts, Tags } from './bucket.ts';
import type { AppliedExemption, Judgement, RuleVerdict } from './judge.ts';
import type { Exemption } from './mandate.ts';
import type { Change, Plan } from './plan.ts';
import { type AppliedRollout, extent } from './rollout.ts';
import type { Finding, Wanted } from './selector.ts';

/**
 * A judgement and its plan in sentences, for somebody who has to answer for the bucket and has never seen the code:
 * where the bucket stands, why each rule applies or does not, what is agreed otherwise, and what would change.
 */
export function explain(judgement: Judgement, plan: Plan, facts: BucketFacts): readonly string[] {
  return [
    standingSentence(judgement, facts),
    ...judgement.rules.map(ruleSentence),
    ...judgement.expired.map(expirySentence),
    ...plan.changes.map(changeSentence),
    ...surplusSentence(judgement, plan),
  ];
}

function standingSentence({ standing, reason, rules }: Judgement, facts: BucketFacts): string {
  const bucket = `Bucket ${facts.name} (account ${accountOf(facts)}, ${facts.region})`;
  if (standing === 'unsupported') return `${bucket} is left without inventories: ${reason}.`;
  if (reason !== undefined) return `${bucket} is not governed by the mandate: ${reason}.`;
  const applying = rules.filter(({ applies }) => applies === true).length;
  const sentences: Readonly<Record<typeof standing, string>> = {
    governed: `is governed by ${applying} of ${rules.length} rules.`,
    exempt: 'is exempt from every rule that would apply to it.',
    unmatched: 'is governed by no rule.',
    undecided: 'cannot be decided fully, because a fact about it is not known.',
  };
  return `${bucket} ${sentences[standing]}`;
}

function accountOf({ account, accountName }: BucketFacts): string {
  return accountName ? `${account} ${accountName}` : account;
}

function ruleSentence({ rule, applies, enforcement, findings, ...verdict }: RuleVerdict): string {
  const why = whyOf(applies, findings);
  if (applies === false) return `Rule ${rule} does not apply: ${why}.`;
  const may = applies === true ? 'applies' : 'may apply';
  const only = enforcement === 'report' ? ' (it reports only)' : '';
  const more = [rolloutSentence(verdict), lackingSentence(verdict), exemptionSentence(verdict)];
  return `Rule ${rule} ${may}${only}: ${why}.${more.join('')}`;
}

const reaches: Readonly<Record<AppliedRollout['reached'], string>> = {
  met: 'this one included',
  unmet: 'and only reports here',
  unknown: 'and only reports here, because the unit of this one is not known',
};

function rolloutSentence({ rollout }: Pick<RuleVerdict, 'rollout'>): string {
  return rollout ? ` It is rolled out to ${extent(rollout)}, ${reaches[rollout.reached]}.` : '';
}

function lackingSentence({ lacking = [] }: Pick<RuleVerdict, 'lacking'>): string {
  if (lacking.length === 0) return '';
  return ` It goes without ${lacking.join(', ')}, which S3 does not report of a directory bucket.`;
}

/** Only what settles the answer is told. */
function whyOf(applies: RuleVerdict['applies'], findings: readonly Finding[]): string {
  const telling = applies === false ? against(findings) : findings.filter(answered(applies));
  return telling.length > 0 ? telling.map(findingPhrase).join('; ') : 'it is for everyone';
}

/** What is not met speaks against a rule; where everything is, the rule's `unless` does. */
function against(findings: readonly Finding[]): readonly Finding[] {
  const unmet = findings.filter(({ clause, answer }) => clause === 'where' && answer === 'unmet');
  return unmet.length > 0 ? unmet : findings.filter(({ clause }) => clause === 'unless');
}

/** An `unless` speaks for a rule when it is not met. */
function answered(applies: true | 'unknown') {
  return ({ clause, answer }: Finding) =>
    applies === 'unknown'
      ? answer === 'unknown'
      : answer === (clause === 'where' ? 'met' : 'unmet');
}

interface Wording extends Readonly<Record<Finding['answer'], string>> {
  readonly noun: string;
  readonly absent: string;
}

function one(noun: string): Wording {
  const absent = 'is not known, to be held against';
  return { noun, met: 'meets', unmet: 'does not meet', unknown: 'may meet', absent };
}

function many(noun: string): Wording {
  const absent = 'are not known, to be held against';
  return { noun, met: 'meet', unmet: 'do not meet', unknown: 'may meet', absent };
}

const wordings: Readonly<Record<Finding['key'], Wording>> = {
  accounts: one('its account'),
  units: one('its organizational unit'),
  accountTags: many('the tags of its account'),
  regions: one('its region'),
  names: one('its name'),
  bucketTags: many('its tags'),
  creators: one('its creator'),
};

function findingPhrase({ clause, key, answer, wanted, found }: Finding): string {
  const asked = `${clause === 'unless' ? 'the exclusion of ' : ''}${wantedWords(wanted)}`;
  const { noun, absent, [answer]: verb } = wordings[key];
  if (found === undefined) return `${noun} ${absent} ${asked}`;
  return `${noun} ${foundWords(found)} ${verb} ${asked}`;
}

function wantedWords(wanted: Wanted): string {
  if (isList(wanted)) return wanted.join(' or ');
  return Object.entries(wanted)
    .map(([key, values]) => `${key}=${values.join('|')}`)
    .join(' and ');
}

/** `Array.isArray` does not narrow readonly lists. */
function isList(wanted: Wanted): wanted is readonly string[] {
  return Array.isArray(wanted);
}

function foundWords(found: string | Tags): string {
  if (typeof found === 'string') return found === '' ? '(the root)' : found;
  const tags = Object.entries(found).map(([key, value]) => `${key}=${value}`);
  return tags.length > 0 ? tags.join(' and ') : '(none of them)';
}

function exemptionSentence({ exempt, exemption }: Pick<RuleVerdict, 'exempt' | 'exemption'>) {
  if (!exemption) return '';
  const agreed = agreement(exemption);
  return exempt === true
    ? ` It is exempt: ${agreed}`
    : ` Whether it is exempt is not known: ${agreed}`;
}

function agreement({ reason, owner, ticket, expires }: AppliedExemption | Exemption): string {
  const known = ticket === undefined ? owner : `${owner}, ${ticket}`;
  return `${reason.replace(/[.!]+$/, '')} (${known}, until ${expires}).`;
}

function expirySentence(exemption: Exemption): string {
  return `An exemption has run out and no longer counts: ${agreement(exemption)}`;
}

function changeSentence({ action, id, permitted, withheld, reasons }: Change): string {
  const verb = action === 'put' ? 'put in place' : 'removed';
  const may = permitted ? 'is to be' : `should be, but ${withheld ?? 'the rule only reports'},`;
  return `Configuration ${id} ${may} ${verb}: ${reasons.join('; ')}.`;
}

function surplusSentence({ desired }: Judgement, { surplus }: Plan): readonly string[] {
  if (surplus.length === 0 || desired.prune) return [];
  return [
    `No rule demands ${surplus.join(', ')}; it stays, because the mandate does not say prune here.`,
  ];
}
