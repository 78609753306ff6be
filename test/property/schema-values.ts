import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';

/** How values must be made so that the wire can carry them at all. */
interface Making {
  /** Values that a client insists on, by the name of the member. */
  readonly fixed: ReadonlyMap<string, unknown>;
  /** Members that a client rewrites or checks on its own account. */
  readonly leftOut: RegExp;
}

const characters = [...'aZ09&<>"\'é漢/+%=:;-_'];
const headerCharacters = [...'aZ09&<>/+%=:;-_'];

const text = fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 12 });
const headerText = fc.string({
  unit: fc.constantFrom(...headerCharacters),
  minLength: 1,
  maxLength: 12,
});
const name = fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 8 });

/** Values of a schema: what an SDK client could be given, or could give back. Lists and structures are never empty. */
export function valuesOf(schema: NormalizedSchema, making: Making): fc.Arbitrary<unknown> {
  if (schema.isUnitSchema()) return fc.constant({});
  if (schema.isStructSchema()) return structures(schema, making);
  if (schema.isListSchema()) {
    return fc.array(valuesOf(schema.getValueSchema(), making), { minLength: 1, maxLength: 3 });
  }
  if (schema.isMapSchema()) return maps(schema, making);
  return scalars(schema);
}

function structures(schema: NormalizedSchema, making: Making): fc.Arbitrary<unknown> {
  const members = [...schema.structIterator()].filter(([member]) => !making.leftOut.test(member));
  const values = members.map(([member, memberSchema]) => [member, memberOf(member, memberSchema)]);
  const [first] = members;
  const model = Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>;
  if (schema.isUnionSchema()) return oneOf(model);
  const required = members.map(([member]) => member).filter((member) => isRequired(member));
  const requiredKeys = first ? [first[0], ...required] : required;
  return fc.record(model, { requiredKeys, noNullPrototype: true });

  function memberOf(member: string, memberSchema: NormalizedSchema): fc.Arbitrary<unknown> {
    const fixed = memberSchema.isStringSchema() ? making.fixed.get(member) : undefined;
    return fixed === undefined ? valuesOf(memberSchema, making) : fc.constant(fixed);
  }

  function isRequired(member: string): boolean {
    const { httpQuery, httpPayload, httpLabel } = schema.getMemberSchema(member).getMergedTraits();
    return httpQuery === 'id' || httpPayload !== undefined || httpLabel !== undefined;
  }
}

function oneOf(model: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  const choices = Object.entries(model).map(([member, values]) =>
    values.map((value) => ({ [member]: value })),
  );
  return fc.oneof(...choices);
}

function maps(schema: NormalizedSchema, making: Making): fc.Arbitrary<unknown> {
  const inHeaders = schema.getMergedTraits().httpPrefixHeaders !== undefined;
  const values = inHeaders ? headerText : valuesOf(schema.getValueSchema(), making);
  return fc.dictionary(name, values, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
}

function scalars(schema: NormalizedSchema): fc.Arbitrary<unknown> {
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return fc.integer({ min: 0, max: 1_000_000 });
  if (schema.isTimestampSchema()) return wholeSeconds();
  if (schema.isBlobSchema()) return fc.uint8Array({ minLength: 1, maxLength: 20 });
  return schema.getMergedTraits().httpHeader === undefined ? text : headerText;
}

function wholeSeconds(): fc.Arbitrary<Date> {
  return fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => new Date(seconds * 1_000));
}
