import { withGlobals } from '../../../../infra/local/template/globals.ts';
import type { Document } from './document.ts';
import { type Fields, fieldsOf } from './fields.ts';

export interface Resource {
  readonly id: string;
  readonly type: string;
  /** Of its properties: `Resources.WorkQueue.Properties`. */
  readonly path: string;
  /** Those of a SAM function with the template's globals below them. */
  readonly properties: Fields;
  /** All of it: its deletion policy, its condition. */
  readonly declaration: Fields;
}

/** The resources of a template that have one of the types; all of them when none is given. */
export function resourcesOf(document: Document, ...types: readonly string[]): readonly Resource[] {
  const functionGlobals = fieldsOf(fieldsOf(document.root.Globals).Function);
  return Object.entries(document.resources)
    .map(([id, declaration]) => {
      const type = String(declaration.Type);
      const own = { Type: type, Properties: { ...fieldsOf(declaration.Properties) } };
      const properties = withGlobals({ functionGlobals }, own);
      return { id, type, path: `Resources.${id}.Properties`, properties, declaration };
    })
    .filter(({ type }) => types.length === 0 || types.includes(type));
}
