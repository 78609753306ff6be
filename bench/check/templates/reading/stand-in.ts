import type { Document } from './document.ts';
import { type Fields, fieldsOf, isFields, isIntrinsic, listOf } from './fields.ts';

const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': '111111111111',
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::StackName': 'stocktake',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A part of a template with every function replaced by a value such as it could give. */
export function standIn(node: unknown, document: Document): unknown {
  if (Array.isArray(node)) return node.map((element) => standIn(element, document));
  if (!isFields(node)) return node;
  if (isIntrinsic(node)) return ofIntrinsic(node, document);
  const fields = Object.entries(node).map(([key, value]) => [key, standIn(value, document)]);
  return Object.fromEntries(fields);
}

function ofIntrinsic(node: Fields, document: Document): unknown {
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': text, 'Fn::Join': join } = node;
  if (Ref !== undefined) return ofName(String(Ref), document);
  if (attribute !== undefined) return listOf(attribute).join('.');
  if (text !== undefined) return ofSub(text, document);
  if (join === undefined) return 'stand-in';
  const [separator, parts] = listOf(join);
  return listOf(standIn(parts, document)).join(String(separator));
}

function ofSub(argument: unknown, document: Document): string {
  const [text, more] = listOf(argument);
  const own = fieldsOf(standIn(fieldsOf(more), document));
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) =>
    literal ? `\${${name}}` : String(own[name] ?? ofName(name, document)),
  );
}

function ofName(name: string, document: Document): unknown {
  const parameter = document.parameters[name];
  return parameter ? ofParameter(parameter) : (pseudoParameters[name] ?? name);
}

/** Its default, if that says something. */
function ofParameter({ Type, Default, AllowedValues, MinValue }: Fields): unknown {
  const value = Default === '' ? undefined : Default;
  if (Type === 'Number') return Number(value ?? MinValue ?? 1);
  const text = String(value ?? listOf(AllowedValues)[0] ?? 'stand-in');
  return /List/.test(String(Type)) ? text.split(',') : text;
}
