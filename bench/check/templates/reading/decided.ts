import type { Decision } from './decisions.ts';
import { type Document, documentOf } from './document.ts';
import { type Fields, fieldsOf, isFields } from './fields.ts';

/** The template as its conditions leave it: no `Fn::If`, no `AWS::NoValue`, no resource whose condition fails. */
export function decided(document: Document, decision: Decision): Document {
  const { Resources, Outputs, ...others } = document.root;
  const root = choose({ ...others, Resources: kept(Resources, decision) }, decision);
  return documentOf(document.name, fieldsOf(root));
}

function kept(resources: unknown, decision: Decision): Fields {
  const entries = Object.entries(fieldsOf(resources));
  return Object.fromEntries(
    entries.filter(([, resource]) => {
      const { Condition } = fieldsOf(resource);
      return typeof Condition !== 'string' || decision[Condition] !== false;
    }),
  );
}

/** Undefined stands for `AWS::NoValue`, and leaves out the field or the element that it is the value of. */
function choose(node: unknown, decision: Decision): unknown {
  if (Array.isArray(node)) {
    return node.map((element) => choose(element, decision)).filter(isThere);
  }
  if (!isFields(node)) return node;
  if (node.Ref === 'AWS::NoValue') return undefined;
  const choice = node['Fn::If'];
  if (Array.isArray(choice)) {
    return choose(decision[String(choice[0])] ? choice[1] : choice[2], decision);
  }
  const fields = Object.entries(node).map(([key, value]) => [key, choose(value, decision)]);
  return Object.fromEntries(fields.filter(([, value]) => isThere(value)));
}

function isThere(value: unknown): boolean {
  return value !== undefined;
}
