import * as z from 'zod';
import { MandateDocument } from './mandate-schema.ts';

/**
 * The JSON Schema (draft 2020-12) of a mandate, for completion in editors. It comes from the schema that checks mandates,
 * less what JSON Schema cannot say: how the parts fit together.
 */
export function mandateJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(MandateDocument, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => {
      // Our values are read-only to the program; to whoever writes a mandate the word would mislead.
      delete jsonSchema.readOnly;
    },
  });
  return { $schema, title: 'Stocktake mandate', ...schema };
}
