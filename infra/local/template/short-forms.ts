import { type CollectionTag, type ScalarTag, YAMLMap, type YAMLSeq } from 'yaml';

const functions = [
  'Sub',
  'Contains',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
  'Join',
  'Select',
  'Split',
];

/** CloudFormation's tags, each read as its long form: `!Sub x` as `{"Fn::Sub": "x"}`. */
export const shortForms: readonly (ScalarTag | CollectionTag)[] = [
  scalarTag('!Ref', (name) => ({ Ref: name })),
  scalarTag('!Condition', (name) => ({ Condition: name })),
  scalarTag('!GetAtt', (path) => ({ 'Fn::GetAtt': splitAtFirstDot(path) })),
  scalarTag('!Sub', (text) => ({ 'Fn::Sub': text })),
  ...functions.map((name) => listTag(`!${name}`, `Fn::${name}`)),
];

function scalarTag(tag: string, longForm: (text: string) => object): ScalarTag {
  return { tag, resolve: (text) => longForm(text) };
}

function listTag(tag: string, longForm: string): CollectionTag {
  return {
    tag,
    collection: 'seq',
    resolve(list) {
      const map = new YAMLMap();
      map.set(longForm, list as YAMLSeq);
      return map;
    },
  };
}

/** An attribute's name may itself hold dots: `Outputs.BusArn`. */
function splitAtFirstDot(path: string): string[] {
  const dot = path.indexOf('.');
  return dot < 0 ? [path] : [path.slice(0, dot), path.slice(dot + 1)];
}
