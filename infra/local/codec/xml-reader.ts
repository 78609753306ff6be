import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';

const ISO_DATE_TIME = 5;

/** How both XML protocols write what has no format of its own. */
export const xmlSettings = {
  timestampFormat: { useTrait: true, default: ISO_DATE_TIME },
  xmlNamespace: '',
  serviceNamespace: '',
} as const;

/** What the SDK's parser makes of an element: text, or its children (and attributes) by name. */
export type XmlTree = string | XmlBranch | readonly XmlTree[];

export interface XmlBranch {
  readonly [name: string]: XmlTree;
}

/** The SDK's XML deserializer in two steps: what is in the document can be looked at before it is read. */
export class XmlReader extends XmlShapeDeserializer {
  constructor() {
    super(xmlSettings);
  }

  /** The content of the root element. Throws for a text that is not well-formed. */
  parse(xml: string): XmlTree {
    return this.parseXml(xml);
  }

  /** Members that the tree lacks are left out. */
  readStructure(schema: NormalizedSchema, tree: unknown): object {
    return this.readSchema(schema, tree) ?? {};
  }
}
