import type { Statement } from '../policy.ts';
import { holds } from './condition.ts';
import type { RequestContext } from './condition-keys.ts';
import { fillIn } from './variables.ts';
import { isLike } from './wildcard.ts';

/** Who asks for what. */
export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;
  readonly context: RequestContext;
}

/** Of a session, the principal is its role. */
export type Principal =
  | { readonly kind: 'aws'; readonly arn: string; readonly account: string }
  | { readonly kind: 'service'; readonly name: string };

/** Whether a statement speaks of a request, whoever makes it. */
export function applies(statement: Statement, request: PolicyRequest): boolean {
  return (
    meetsAction(statement, request) &&
    meetsResource(statement, request) &&
    Object.entries(statement.Condition).every(([operator, keys]) =>
      holds(operator, keys, request.context),
    )
  );
}

/** IAM does not tell the cases of actions apart. */
function meetsAction({ Action, NotAction = [] }: Statement, { action }: PolicyRequest): boolean {
  const isOneOf = (wanted: readonly string[]) =>
    wanted.some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase()));
  return Action ? isOneOf(Action) : !isOneOf(NotAction);
}

/** The policy of a resource may leave it out: it speaks of that one. */
function meetsResource({ Resource, NotResource }: Statement, request: PolicyRequest): boolean {
  const isOneOf = (wanted: readonly string[]) =>
    wanted.some((pattern) => isLike(request.resource, fillIn(pattern, request.context)));
  return NotResource ? !isOneOf(NotResource) : isOneOf(Resource ?? ['*']);
}

/** Whether a statement of a resource's policy means this principal. */
export function means({ Principal: wanted }: Statement, principal: Principal): boolean {
  if (principal.kind === 'service') {
    return wanted?.Service?.some((name) => name === '*' || name === principal.name) ?? false;
  }
  const { arn, account } = principal;
  const fitting = ['*', arn, account];
  return wanted?.AWS?.some((name) => fitting.includes(name) || isRootOf(name, account)) ?? false;
}

/** `arn:aws:iam::111111111111:root` means everyone of the account. */
function isRootOf(name: string, account: string): boolean {
  return name.endsWith(`:iam::${account}:root`);
}
