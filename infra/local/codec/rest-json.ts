import { JsonCodec2 } from '@smithy/core/protocols';
import { AwsError } from '../service.ts';
import type { WireRequest } from '../wire.ts';
import type { Codec } from './codec.ts';
import { type ClientModule, type OperationSchema, operationsOf } from './operation-schema.ts';

const ISO_DATE_TIME = 5;
const JSON_TYPE = { 'content-type': 'application/json' };

/**
 * The restJson1 protocol of services whose operations are told by method and path alone, with all of their input in the
 * body: that of account management.
 */
export function restJson(client: ClientModule): Codec {
  const operations = [...operationsOf(client).values()];
  const codec = new JsonCodec2({
    timestampFormat: { useTrait: true, default: ISO_DATE_TIME },
    jsonName: true,
  });

  async function decode({ input }: OperationSchema, { body }: WireRequest): Promise<object> {
    if (input.isUnitSchema() || body.length === 0) return {};
    return (await codec.createDeserializer().read(input, body.toString())) ?? {};
  }

  return {
    route: ({ method, path }) =>
      operations.find(({ http }) => http?.[0] === method && http[1] === path),
    decode: (operation, request) => decode(operation, request).catch(refuseBody),
    encode: ({ output: schema, http }, output, requestId) => ({
      status: http?.[2] ?? 200,
      headers: { ...JSON_TYPE, 'x-amzn-requestid': requestId },
      body: schema.isUnitSchema() ? '{}' : serialize(codec, schema, output),
    }),
    encodeError: ({ code, message, status, fields, headers }, requestId) => ({
      status,
      headers: {
        ...JSON_TYPE,
        'x-amzn-errortype': code,
        'x-amzn-requestid': requestId,
        ...headers,
      },
      body: JSON.stringify({ message, ...fields }),
    }),
  };
}

function refuseBody(): never {
  throw new AwsError('SerializationException', 'The request body is not valid JSON.');
}

function serialize(codec: JsonCodec2, schema: OperationSchema['output'], output: object): Buffer {
  const serializer = codec.createSerializer();
  serializer.write(schema, output);
  // Buffer.from(bytes) would ask the SDK's own kind of array for its text first.
  const { buffer, byteOffset, byteLength } = serializer.flush();
  return Buffer.from(buffer, byteOffset, byteLength);
}
