import type { RuleVerdict } from '../rules/judge.ts';
import type { Mode } from '../rules/mode.ts';
import type { Outcome } from '../rules/outcome.ts';
import type { BucketPlan } from './plan.ts';

/** Why a bucket is as it is, in words for people, where the outcome alone does not say. */
export function reasonFor(
  outcome: Outcome,
  { judgement, plan }: BucketPlan,
  mode: Mode = 'correct',
): string | undefined {
  // That a bucket drifts, in a mode that corrects nothing, says nothing about its rules.
  if (outcome === 'drifted' && mode !== 'correct')
    return `the mode is ${mode}: nothing is corrected`;
  const { standing, reason, exemption, rules } = judgement;
  const waiting = plan.changes.flatMap(({ withheld = [] }) => withheld);
  const unknown = standing === 'undecided' ? rules.flatMap(unknownsOf) : [];
  if (waiting.length + unknown.length > 0) return [...waiting, ...unknown].join('; ');
  if (standing !== 'exempt' || !exemption) return reason;
  return `${exemption.reason} (${exemption.owner}, until ${exemption.expires})`;
}

function unknownsOf({ rule, findings, exemption }: RuleVerdict): string[] {
  const unknown = [...findings, ...(exemption?.findings ?? [])].filter(
    ({ answer }) => answer === 'unknown',
  );
  const keys = new Set(unknown.map(({ key }) => key));
  return keys.size > 0
    ? [`rule ${rule} asks for ${[...keys].join(' and ')}, which nobody knows`]
    : [];
}
