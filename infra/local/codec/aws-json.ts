import { JsonCodec2 } from '@smithy/core/protocols';
import { AwsError } from '../service.ts';
import type { WireRequest } from '../wire.ts';
import type { Codec } from './codec.ts';
import { type ClientModule, type OperationSchema, operationsOf } from './operation-schema.ts';

export interface JsonService {
  readonly version: '1.0' | '1.1';
  /** What stands before the dot in `X-Amz-Target`: `AmazonSQS`. */
  readonly target: string;
  readonly namespace: string;
  /** How the service spells an error's text; Organizations writes `Message`. */
  readonly messageMember?: 'message' | 'Message';
}

const EPOCH_SECONDS = 7;

/** The awsJson protocols: the operation in a header, one JSON document in, one out. */
export function awsJson(client: ClientModule, service: JsonService): Codec {
  const operations = operationsOf(client);
  const codec = new JsonCodec2({
    timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
    jsonName: false,
  });
  const headers = { 'content-type': `application/x-amz-json-${service.version}` };

  async function decode({ input }: OperationSchema, { body }: WireRequest): Promise<object> {
    if (input.isUnitSchema() || body.length === 0) return {};
    return (await codec.createDeserializer().read(input, body.toString())) ?? {};
  }

  return {
    route: (request) => operations.get(targetOf(request, service.target)),
    decode: (operation, request) => decode(operation, request).catch(refuseBody),
    encode: ({ output: schema }, output, requestId) => ({
      status: 200,
      headers: { ...headers, 'x-amzn-requestid': requestId },
      body: schema.isUnitSchema() ? '{}' : serialize(codec, schema, output),
    }),
    encodeError: (error, requestId) => ({
      status: error.status,
      headers: { ...headers, 'x-amzn-requestid': requestId, ...error.headers },
      body: errorDocument(error, service),
    }),
  };
}

/** `CloudTrail_20131101.DescribeTrails`; older clients write the whole name of the interface before it. */
function targetOf({ headers }: WireRequest, service: string): string {
  const { 'x-amz-target': target = '' } = headers;
  const [operation = '', name] = target.split('.').reverse();
  return name === service ? operation : '';
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

function errorDocument(error: AwsError, { namespace, messageMember = 'message' }: JsonService) {
  return JSON.stringify({
    __type: `${namespace}#${error.code}`,
    [messageMember]: error.message,
    ...error.fields,
  });
}
