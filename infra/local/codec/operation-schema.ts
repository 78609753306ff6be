import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';

/** An operation as the SDK client describes it, looked at from the server's side. */
export interface OperationSchema {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Of the REST protocols: method, path with its fixed query, and the status of success. */
  readonly http?: readonly [method: string, uri: string, status: number] | undefined;
}

/** A module of an SDK client: every operation's schema is among its exports. */
export type ClientModule = Readonly<Record<string, unknown>>;

/** How the SDK marks a schema as that of an operation. */
const OPERATION = 9;

/** Every operation of a service, by name. */
export function operationsOf(client: ClientModule): ReadonlyMap<string, OperationSchema> {
  const schemas = Object.values(client).filter(isOperation).map(describe);
  return new Map(schemas.map((schema) => [schema.name, schema]));
}

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === OPERATION;
}

function describe([, , name, traits, input, output]: StaticOperationSchema): OperationSchema {
  const http = typeof traits === 'object' ? traits.http : undefined;
  return {
    name,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
    http,
  };
}
