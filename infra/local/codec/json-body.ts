import { JsonCodec2 } from '@smithy/core/protocols';
import { AwsError } from '../service.ts';
import type { WireRequest } from '../wire.ts';
import type { OperationSchema } from './operation-schema.ts';

/** One JSON document in, one out: what the JSON protocols agree on. */
export interface JsonBody {
  /** @throws AwsError `SerializationException` for a body that is no JSON. */
  read(operation: OperationSchema, request: WireRequest): Promise<object>;
  write(operation: OperationSchema, output: object): string | Buffer;
}

export function jsonBody(settings: ConstructorParameters<typeof JsonCodec2>[0]): JsonBody {
  const codec = new JsonCodec2(settings);

  async function read({ input }: OperationSchema, { body }: WireRequest): Promise<object> {
    if (input.isUnitSchema() || body.length === 0) return {};
    return (await codec.createDeserializer().read(input, body.toString())) ?? {};
  }

  function write({ output: schema }: OperationSchema, output: object): string | Buffer {
    if (schema.isUnitSchema()) return '{}';
    const serializer = codec.createSerializer();
    serializer.write(schema, output);
    // Buffer.from(bytes) would ask the SDK's own kind of array for its text first.
    const { buffer, byteOffset, byteLength } = serializer.flush();
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  return { read: (operation, request) => read(operation, request).catch(refuse), write };
}

function refuse(): never {
  throw new AwsError('SerializationException', 'The request body is not valid JSON.');
}
