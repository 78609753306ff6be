import type { NormalizedSchema } from '@smithy/core/schema';
import type { XmlBranch, XmlTree } from './xml-reader.ts';

/**
 * Whether a parsed element is what its schema describes: no unknown or doubled elements, no text where elements belong,
 * booleans and numbers that are some. Order does not matter, and absent members are none of its business.
 *
 * S3 refuses what does not conform with MalformedXML (AWS facts A.6); the SDK's own deserializer would overlook it.
 */
export function conforms(schema: NormalizedSchema, tree: XmlTree): boolean {
  if (schema.isListSchema()) return isList(schema, tree);
  if (schema.isStructSchema()) return isStructure(schema, tree);
  return typeof tree === 'string' && isScalar(schema, tree);
}

function isStructure(schema: NormalizedSchema, tree: XmlTree): boolean {
  if (typeof tree === 'string') return tree.trim() === '';
  if (!isBranch(tree)) return false;
  const members = new Map(
    [...schema.structIterator()].map((entry) => [elementName(entry), entry[1]]),
  );
  return elementsOf(tree).every(([name, child]) => {
    const member = members.get(name);
    return member !== undefined && conforms(member, child);
  });
}

function elementName([member, schema]: [string, NormalizedSchema]): string {
  return schema.getMemberTraits().xmlName ?? member;
}

/** A flattened list is its elements, any other one an element that holds them. */
function isList(schema: NormalizedSchema, tree: XmlTree): boolean {
  const item = schema.getValueSchema();
  if (schema.getMergedTraits().xmlFlattened) return isEachItem(item, tree);
  if (typeof tree === 'string') return tree.trim() === '';
  if (!isBranch(tree)) return false;
  const itemName = item.getMergedTraits().xmlName ?? 'member';
  return elementsOf(tree).every(([name, child]) => name === itemName && isEachItem(item, child));
}

function isEachItem(item: NormalizedSchema, tree: XmlTree): boolean {
  const items = isBranch(tree) || typeof tree === 'string' ? [tree] : tree;
  return items.every((each) => conforms(item, each));
}

function isBranch(tree: XmlTree): tree is XmlBranch {
  return typeof tree === 'object' && !Array.isArray(tree);
}

/** The parser keeps attributes and text among the elements: namespaces and types of XML itself are no elements. */
function elementsOf(tree: XmlBranch): readonly (readonly [string, XmlTree])[] {
  return Object.entries(tree).filter(([name, child]) => {
    const isBlank = name === '#text' && typeof child === 'string' && child.trim() === '';
    return !isBlank && name !== 'xmlns' && !/^(xmlns|xsi):/.test(name);
  });
}

function isScalar(schema: NormalizedSchema, text: string): boolean {
  if (schema.isBooleanSchema()) return /^(true|false)$/i.test(text);
  if (schema.isNumericSchema()) return text.trim() !== '' && Number.isFinite(Number(text));
  return true;
}
