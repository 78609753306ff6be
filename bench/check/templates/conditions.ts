import { everyPlace } from './reading/every-place.ts';
import { fieldsOf, listOf } from './reading/fields.ts';
import type { TemplateCheck } from './template-check.ts';

/** Conditions that nothing depends on. */
export const conditions: TemplateCheck = ({ conditions: all, root }) => {
  const used = new Set(everyPlace(root, '').flatMap(({ node }) => conditionsOf(node)));
  return Object.keys(all)
    .filter((name) => !used.has(name))
    .map((name) => ({ path: `Conditions.${name}`, text: 'nothing uses it' }));
};

/** By an attribute, by the function of the same name, or by `Fn::If`. */
function conditionsOf(node: unknown): readonly string[] {
  const { Condition, 'Fn::If': choice } = fieldsOf(node);
  return [
    ...(typeof Condition === 'string' ? [Condition] : []),
    ...(choice === undefined ? [] : [String(listOf(choice)[0])]),
  ];
}
