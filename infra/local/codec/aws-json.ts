import type { AwsError } from '../service.ts';
import type { WireRequest } from '../wire.ts';
import type { Codec } from './codec.ts';
import { jsonBody } from './json-body.ts';
import { type ClientModule, operationsOf } from './operation-schema.ts';

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
  const body = jsonBody({
    timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
    jsonName: false,
  });
  const headers = { 'content-type': `application/x-amz-json-${service.version}` };

  return {
    route: (request) => operations.get(targetOf(request, service.target)),
    decode: body.read,
    encode: (operation, output, requestId) => ({
      status: 200,
      headers: { ...headers, 'x-amzn-requestid': requestId },
      body: body.write(operation, output),
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

function errorDocument(error: AwsError, { namespace, messageMember = 'message' }: JsonService) {
  return JSON.stringify({
    __type: `${namespace}#${error.code}`,
    [messageMember]: error.message,
    ...error.fields,
  });
}
