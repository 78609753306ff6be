import type { WireResponse } from '../wire.ts';
import type { Codec } from './codec.ts';
import { type ClientModule, type OperationSchema, operationsOf } from './operation-schema.ts';
import { type RestOperation, restOperation, restRouter } from './rest-operation.ts';
import { readRequest } from './rest-request.ts';
import { writeError, writeResponse } from './rest-response.ts';

/**
 * The restXml protocol as S3 speaks it.
 *
 * @param statuses of the operations that answer success with another status than their model says.
 */
export function restXml(client: ClientModule, statuses: Readonly<Record<string, number>>): Codec {
  const operations = new Map(
    [...operationsOf(client)].map(([name, operation]) => [name, restOperation(operation)]),
  );
  const known = ({ name }: OperationSchema): RestOperation => {
    const operation = operations.get(name);
    if (!operation) throw new Error(`${name} is an operation of another service`);
    return operation;
  };

  return {
    route: restRouter([...operations.values()]),
    decode: async (operation, request) => readRequest(known(operation), request),
    encode: (operation, output, requestId) => {
      const status = statuses[operation.name] ?? known(operation).status;
      const answer = writeResponse(known(operation), { ...output });
      return identified({ status, ...answer }, requestId);
    },
    encodeError: (error, requestId) => {
      const ids = { RequestId: requestId, HostId: hostId(requestId) };
      return identified(writeError(error, ids), requestId);
    },
  };
}

function identified(answer: WireResponse, requestId: string): WireResponse {
  const ids = { 'x-amz-request-id': requestId, 'x-amz-id-2': hostId(requestId) };
  return { ...answer, headers: { ...answer.headers, ...ids } };
}

/** S3's second id, which names the server; here it says the same as the first in another guise. */
function hostId(requestId: string): string {
  return Buffer.from(`local/${requestId}`).toString('base64');
}
