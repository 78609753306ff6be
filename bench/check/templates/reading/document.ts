import { type CollectionTag, parseDocument, type ScalarTag, YAMLMap, type YAMLSeq } from 'yaml';
import { shortForms } from '../../../../infra/local/template/short-forms.ts';
import { type Fields, fieldsOf } from './fields.ts';

/** A template as it is written, with no opinion on what may be in it: having one is what the checks are for. */
export interface Document {
  /** For messages: `template.yaml`. */
  readonly name: string;
  readonly root: Fields;
  readonly parameters: Readonly<Record<string, Fields>>;
  readonly conditions: Fields;
  readonly resources: Readonly<Record<string, Fields>>;
  /** Whether SAM translates it: of our templates, the hub. */
  readonly isSam: boolean;
}

/** Functions that our own local organization has no use for, and a template may have. */
const furtherForms: readonly (ScalarTag | CollectionTag)[] = [
  ...['FindInMap', 'GetAtt', 'Cidr'].map(listTag),
  ...['ImportValue', 'Base64', 'GetAZs'].map(scalarTag),
];

/** @throws Error for what is no YAML, or has a tag that CloudFormation does not know. */
export function readDocument(name: string, text: string): Document {
  const customTags = [...shortForms, ...furtherForms];
  const yaml = parseDocument(text, { customTags, prettyErrors: true });
  const [trouble] = [...yaml.errors, ...yaml.warnings];
  if (trouble) throw new Error(`${name}: ${trouble.message}`, { cause: trouble });
  return documentOf(name, fieldsOf(yaml.toJS()));
}

export function documentOf(name: string, root: Fields): Document {
  return {
    name,
    root,
    parameters: mapsIn(root.Parameters),
    conditions: fieldsOf(root.Conditions),
    resources: mapsIn(root.Resources),
    isSam: root.Transform !== undefined,
  };
}

function mapsIn(section: unknown): Readonly<Record<string, Fields>> {
  const entries = Object.entries(fieldsOf(section));
  return Object.fromEntries(entries.map(([id, declaration]) => [id, fieldsOf(declaration)]));
}

function listTag(name: string): CollectionTag {
  return {
    tag: `!${name}`,
    collection: 'seq',
    resolve(list) {
      const map = new YAMLMap();
      map.set(`Fn::${name}`, list as YAMLSeq);
      return map;
    },
  };
}

function scalarTag(name: string): ScalarTag {
  return { tag: `!${name}`, resolve: (text) => ({ [`Fn::${name}`]: text }) };
}
