import type { AwsError } from '../service.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import type { OperationSchema } from './operation-schema.ts';

/** A service's protocol in the server's direction. */
export interface Codec {
  /** The operation that a request asks for; undefined when the service has none such. */
  route(request: WireRequest): OperationSchema | undefined;
  /** The operation's input. Throws an AwsError for a body that cannot be read. */
  decode(operation: OperationSchema, request: WireRequest): Promise<object>;
  encode(operation: OperationSchema, output: object, requestId: string): WireResponse;
  encodeError(error: AwsError, requestId: string): WireResponse;
}
