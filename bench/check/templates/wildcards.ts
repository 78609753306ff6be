import { policyStatements, type Statement } from './policy-statements.ts';
import type { Document } from './reading/document.ts';
import type { Fault, TemplateCheck } from './template-check.ts';
import { type Allowance, wildcardAllowances } from './wildcard-allowances.ts';

/** A `*` in a statement of a policy. */
export interface Wildcard {
  readonly in: 'Action' | 'Principal' | 'Resource';
  readonly statement: Statement;
}

/** Policies that say "everything" where nothing in the list of allowances says why they may. */
export const wildcards: TemplateCheck = (document) =>
  wildcardsOf(document)
    .filter((wildcard) => !wildcardAllowances.some((allowance) => allows(allowance, wildcard)))
    .map(({ in: part, statement }): Fault => {
      const what = part === 'Action' ? statement.actions.filter(isWild).join(', ') : '*';
      const text = `${what} without an entry in wildcard-allowances.ts; expected it by name`;
      return { path: `${statement.path}.${part}`, text };
    });

/** A line for every allowance that no wildcard of any template needs. */
export function unusedAllowances(
  documents: readonly Document[],
  allowances: readonly Allowance[] = wildcardAllowances,
): readonly string[] {
  const all = documents.flatMap(wildcardsOf);
  return allowances
    .filter((allowance) => !all.some((wildcard) => allows(allowance, wildcard)))
    .map(({ reason }) => `wildcard-allowances.ts: nothing uses the entry "${reason}"; take it out`);
}

function wildcardsOf(document: Document): readonly Wildcard[] {
  return policyStatements(document).flatMap((statement) => {
    const { actions, principals, resources } = statement;
    return [
      ...(actions.some(isWild) ? [{ in: 'Action', statement } as const] : []),
      ...(principals.includes('*') ? [{ in: 'Principal', statement } as const] : []),
      ...(resources.includes('*') ? [{ in: 'Resource', statement } as const] : []),
    ];
  });
}

function isWild(action: string): boolean {
  return action.includes('*');
}

/** Whether a wildcard meets all that an allowance demands; each of a statement's actions has to. */
function allows(allowance: Allowance, { in: part, statement }: Wildcard): boolean {
  const { parts, effect = 'Allow', owner, actions, conditionKey } = allowance;
  return (
    parts.includes(part) &&
    effect === statement.effect &&
    (owner === undefined || owner === statement.owner) &&
    (actions === undefined || statement.actions.every((action) => actions.test(action))) &&
    (conditionKey === undefined || statement.conditionKeys.includes(conditionKey))
  );
}
