// Writes the published JSON Schemas anew: `npm run schemas`. Tests hold the committed files against their source.
import { writeFileSync } from 'node:fs';
import { digestEventJsonSchema } from '../rules/digest-event.ts';
import { incidentEventJsonSchema } from '../rules/incident-event.ts';
import { mandateJsonSchema } from '../rules/mandate-json-schema.ts';
import { outcomeEventJsonSchema } from '../rules/outcome-event.ts';

const schemas: Readonly<Record<string, object>> = {
  '../mandate.schema.json': mandateJsonSchema(),
  '../docs/events/inventory-digest.schema.json': digestEventJsonSchema(),
  '../docs/events/inventory-incident.schema.json': incidentEventJsonSchema(),
  '../docs/events/bucket-inventory-outcome.schema.json': outcomeEventJsonSchema(),
};

for (const [file, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(schema, undefined, 2)}\n`);
}
