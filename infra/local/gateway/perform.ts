import { AwsError, type Call } from '../service.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import type { Exchange } from './exchange.ts';

/**
 * Runs the operation that an exchange asks for.
 *
 * @throws AwsError; `NotImplemented`, with its name, for an operation that is not in the service's table.
 */
export async function perform(
  { endpoint, request, requestId, input }: Exchange,
  call: Call,
): Promise<WireResponse> {
  const { passThrough } = endpoint;
  if (passThrough?.operations.has(call.operation)) return passThrough.carry(request, call);
  const act = endpoint.operations[call.operation];
  const schema = endpoint.codec.route(request);
  if (!act || !schema) throw notImplemented(call.operation);
  const output: unknown = await act(input as never, call);
  const answer = typeof output === 'object' && output !== null ? output : {};
  return endpoint.codec.encode(schema, answer, requestId);
}

/** The local organization never pretends: what it does not do, it names. */
export function notImplemented(operation: string): AwsError {
  return new AwsError('NotImplemented', `${operation} is not implemented.`, { status: 501 });
}

/** What a request asks for that no operation of the service's model fits. */
export function requestedName({ headers, body, method, path, query }: WireRequest): string {
  const { 'x-amz-target': target = '', 'content-type': type = '' } = headers;
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const action = isForm ? new URLSearchParams(body.toString()).get('Action') : undefined;
  const asked = query.size > 0 ? `?${[...query.keys()].join('&')}` : '';
  return target.split('.').pop() || (action ?? `${method} ${path}${asked}`);
}
