import { applies, means, type PolicyRequest } from '../policy/applies.ts';
import type { Policy, Statement } from '../policy.ts';

export type PolicyKind = 'service-control' | 'resource' | 'identity' | 'boundary';

/** Policies of one kind, side by side, that have a say in a request. */
export interface Layer {
  readonly kind: PolicyKind;
  readonly policies: readonly Policy[];
  /** Whether the request needs a statement here that allows it; if not, one may still deny it. */
  readonly mustAllow: boolean;
}

/** Which statement denied. */
export interface Finding {
  readonly kind: PolicyKind;
  readonly statement: Statement;
}

/** Allowed; or refused, by a statement or because none allows. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly kind: PolicyKind; readonly deniedBy?: Finding };

/**
 * IAM's decision: a statement that denies wins, wherever it stands; then every layer that must allow is asked in the order
 * given, which is that of AWS: service control policies level by level, the resource's, the identity's, its boundary.
 * Unlike AWS, a resource's policy alone admits nobody of its own account whose role has not been granted the action too.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(layers: readonly Layer[], request: PolicyRequest): Verdict {
  const [deniedBy] = layers.flatMap((layer) => find(layer, 'Deny', request));
  if (deniedBy) return { allowed: false, kind: deniedBy.kind, deniedBy };
  const silent = layers.find(
    (layer) => layer.mustAllow && find(layer, 'Allow', request).length === 0,
  );
  return silent ? { allowed: false, kind: silent.kind } : { allowed: true };
}

function find({ kind, policies }: Layer, effect: Statement['Effect'], request: PolicyRequest) {
  return policies.flatMap((policy) =>
    policy.Statement.filter(({ Effect }) => Effect === effect)
      .filter((statement) => speaksOf(statement, kind, request))
      .filter((statement) => applies(statement, request))
      .map((statement): Finding => ({ kind, statement })),
  );
}

/** Resources' policies name principals, all others name none. A statement that has it wrong never grants and always denies. */
function speaksOf(statement: Statement, kind: PolicyKind, { principal }: PolicyRequest): boolean {
  const isOfResource = kind === 'resource';
  const namesSomebody = statement.Principal !== undefined;
  if (isOfResource !== namesSomebody) return statement.Effect === 'Deny';
  return !isOfResource || means(statement, principal);
}
