import type { Document } from './reading/document.ts';
import { everyPlace } from './reading/every-place.ts';
import { fieldsOf } from './reading/fields.ts';
import { jsonOf } from './reading/json-of.ts';
import { resourcesOf } from './reading/resources-of.ts';
import { standIn } from './reading/stand-in.ts';

/** An event pattern, with stand-ins for what is known only when it is deployed. */
export interface PlacedPattern {
  readonly path: string;
  readonly pattern: unknown;
}

/** The event patterns of a template: of rules and archives, and those that SAM makes rules of. */
export function patternsOf(document: Document): readonly PlacedPattern[] {
  return resourcesOf(document)
    .flatMap(({ path, properties }) => everyPlace(properties, path))
    .flatMap(({ path, node }) => {
      const { Type, EventPattern, Properties } = fieldsOf(node);
      const isRule = /^(EventBridgeRule|CloudWatchEvent)$/.test(String(Type));
      const key = isRule ? 'Properties.Pattern' : 'EventPattern';
      const pattern = isRule ? fieldsOf(Properties).Pattern : EventPattern;
      return pattern === undefined ? [] : [{ path: `${path}.${key}`, pattern }];
    })
    .map(({ path, pattern }) => ({ path, pattern: plain(standIn(pattern, document)) }));
}

/** A pattern may be JSON in a text; what cannot be read stays a text, which is no valid pattern. */
function plain(pattern: unknown): unknown {
  const read = jsonOf(pattern);
  return 'value' in read ? read.value : pattern;
}
