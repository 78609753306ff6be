import { everyPlace } from './every-place.ts';
import { fieldsOf } from './fields.ts';

/** What a function refers to: `Ref`, `Fn::GetAtt`, or a `${…}` in `Fn::Sub`. */
export interface Reference {
  readonly path: string;
  readonly name: string;
  /** Undefined for a plain `Ref` or `${Name}`. */
  readonly attribute: string | undefined;
}

/** All that a part of a template refers to, pseudo parameters such as `AWS::Region` included. */
export function referencesIn(node: unknown, path = ''): readonly Reference[] {
  return everyPlace(node, path).flatMap((place) => {
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = fieldsOf(place.node);
    const names = [
      ...(typeof Ref === 'string' ? [Ref] : []),
      ...(attribute === undefined ? [] : [[attribute].flat().join('.')]),
      ...(text === undefined ? [] : namesInSub(text)),
    ];
    return names.map((name) => reference(place.path, name));
  });
}

/** The names in the text of an `Fn::Sub`; `${!Literal}` and what its own map defines are no references. */
function namesInSub(argument: unknown): readonly string[] {
  const [text, more] = [argument].flat();
  const own = fieldsOf(more);
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name);
  return names.filter((name) => !(name in own));
}

function reference(path: string, text: string): Reference {
  const dot = text.indexOf('.');
  if (dot < 0) return { path, name: text, attribute: undefined };
  return { path, name: text.slice(0, dot), attribute: text.slice(dot + 1) };
}
