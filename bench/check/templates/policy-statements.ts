import type { Document } from './reading/document.ts';
import { everyPlace } from './reading/every-place.ts';
import { type Fields, fieldsOf, listOf } from './reading/fields.ts';
import { resourcesOf } from './reading/resources-of.ts';

/** A statement of any policy, wherever it stands in a template. */
export interface Statement {
  readonly path: string;
  /** Of the resource that it is part of: `AWS::KMS::Key`. */
  readonly owner: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  /** Of all kinds together: `*`, a service, an ARN. */
  readonly principals: readonly unknown[];
  /** The keys that its condition is on: `aws:PrincipalOrgID`. */
  readonly conditionKeys: readonly string[];
}

/** Whatever has an effect and an action is a statement, in whichever property. */
export function policyStatements(document: Document): readonly Statement[] {
  return resourcesOf(document).flatMap(({ type: owner, path, properties }) =>
    everyPlace(properties, path)
      .map((place) => ({ path: place.path, fields: fieldsOf(place.node) }))
      .filter(({ fields }) => 'Effect' in fields && ('Action' in fields || 'NotAction' in fields))
      .map((place) => ({ path: place.path, owner, ...partsOf(place.fields) })),
  );
}

function partsOf(statement: Fields): Omit<Statement, 'path' | 'owner'> {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, Condition } = statement;
  return {
    effect: String(Effect),
    actions: [...listOf(Action), ...listOf(NotAction)].map(String),
    resources: [...listOf(Resource), ...listOf(NotResource)],
    principals: Principal === '*' ? ['*'] : Object.values(fieldsOf(Principal)).flatMap(listOf),
    conditionKeys: Object.values(fieldsOf(Condition)).flatMap((keys) =>
      Object.keys(fieldsOf(keys)),
    ),
  };
}
