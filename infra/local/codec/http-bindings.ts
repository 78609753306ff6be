import type { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaTraitsObject } from '@smithy/types';

/** Where HTTP carries a member of a structure. */
type Place = 'header' | 'prefixHeaders' | 'query' | 'payload' | 'status' | 'label' | 'body';

export interface Binding {
  readonly member: string;
  readonly schema: NormalizedSchema;
  readonly place: Place;
  /** Its name on the wire: of the header (lower case), of the query parameter; the headers' prefix. */
  readonly wire: string;
  readonly isRequired: boolean;
}

/** How the SDK marks a schema as that of a structure. */
const STRUCTURE = 3;

/** Where HTTP carries each member of a structure, by the traits of its schema. */
export function bindingsOf(schema: NormalizedSchema): readonly Binding[] {
  if (schema.isUnitSchema()) return [];
  const required = requiredMembers(schema);
  return [...schema.structIterator()].map(([member, memberSchema]) => ({
    member,
    schema: memberSchema,
    ...placeOf(memberSchema.getMergedTraits()),
    isRequired: required.has(member),
  }));
}

/** The SDK lists required members first and says how many they are. */
function requiredMembers(schema: NormalizedSchema): ReadonlySet<string> {
  const structure = schema.getSchema();
  if (!Array.isArray(structure) || structure[0] !== STRUCTURE) return new Set();
  const [, , , , names, , count = 0] = structure;
  return new Set(names.slice(0, count));
}

function placeOf(traits: SchemaTraitsObject): Pick<Binding, 'place' | 'wire'> {
  const { httpHeader, httpPrefixHeaders, httpQuery } = traits;
  if (httpHeader !== undefined) return { place: 'header', wire: httpHeader.toLowerCase() };
  if (httpPrefixHeaders !== undefined) return { place: 'prefixHeaders', wire: httpPrefixHeaders };
  if (httpQuery !== undefined) return { place: 'query', wire: httpQuery };
  if (traits.httpPayload) return { place: 'payload', wire: '' };
  if (traits.httpResponseCode) return { place: 'status', wire: '' };
  return { place: traits.httpLabel ? 'label' : 'body', wire: '' };
}
