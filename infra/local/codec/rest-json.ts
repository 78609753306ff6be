import type { Codec } from './codec.ts';
import { jsonBody } from './json-body.ts';
import { type ClientModule, operationsOf } from './operation-schema.ts';

const ISO_DATE_TIME = 5;
const JSON_TYPE = { 'content-type': 'application/json' };

/**
 * The restJson1 protocol of services whose operations are told by method and path alone, with all of their input in the
 * body: that of account management, and as much of Security Hub's.
 */
export function restJson(client: ClientModule): Codec {
  const operations = [...operationsOf(client).values()];
  const body = jsonBody({
    timestampFormat: { useTrait: true, default: ISO_DATE_TIME },
    jsonName: true,
  });

  return {
    route: ({ method, path }) =>
      operations.find(({ http }) => http?.[0] === method && http[1] === path),
    decode: body.read,
    encode: (operation, output, requestId) => ({
      status: operation.http?.[2] ?? 200,
      headers: { ...JSON_TYPE, 'x-amzn-requestid': requestId },
      body: body.write(operation, output),
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
