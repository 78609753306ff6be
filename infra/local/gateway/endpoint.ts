import type { Codec } from '../codec/codec.ts';
import type { Call, Operations } from '../service.ts';
import type { WireRequest, WireResponse } from '../wire.ts';

/** A service as the gateway reaches it. */
export interface Endpoint {
  readonly codec: Codec;
  readonly operations: Operations;
  /** Of a service that speaks its wire format itself. */
  readonly passThrough?: PassThrough;
}

export interface PassThrough {
  /** What it understands. */
  readonly operations: ReadonlySet<string>;
  carry(request: WireRequest, call: Call): Promise<WireResponse>;
}

/** By signing name: `s3`, `sts`, `organizations`, `events`, `sqs`, … */
export type Endpoints = Readonly<Record<string, Endpoint>>;
