import type { Document } from './reading/document.ts';
import { everyPlace } from './reading/every-place.ts';
import { fieldsOf } from './reading/fields.ts';
import { resourcesOf } from './reading/resources-of.ts';
import { standIn } from './reading/stand-in.ts';

/** What a rule makes of its events for a target. */
export interface Transformer {
  readonly path: string;
  /** JSON path by placeholder. */
  readonly paths: Readonly<Record<string, string>>;
  readonly template: string;
  /** Which events it is for. */
  readonly pattern: unknown;
}

/** The input transformers of all rules, those that SAM makes included. */
export function transformersOf(document: Document): readonly Transformer[] {
  return resourcesOf(document)
    .flatMap(({ path, properties }) => everyPlace(properties, path))
    .filter(({ node }) => 'EventPattern' in fieldsOf(node) || 'Pattern' in fieldsOf(node))
    .flatMap(({ path, node }) => {
      const { EventPattern, Pattern } = fieldsOf(node);
      const pattern = standIn(EventPattern ?? Pattern, document);
      const transformers = everyPlace(node, path).filter(({ key }) => key === 'InputTransformer');
      return transformers.map((place) => ({
        path: place.path,
        paths: textsOf(fieldsOf(place.node).InputPathsMap),
        template: String(standIn(fieldsOf(place.node).InputTemplate, document)),
        pattern,
      }));
    });
}

function textsOf(node: unknown): Readonly<Record<string, string>> {
  const texts = Object.entries(fieldsOf(node)).map(([key, value]) => [key, String(value)]);
  return Object.fromEntries(texts);
}
