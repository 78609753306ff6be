import type { Calls } from './calls.ts';
import type { FinishedCall } from './cloudtrail.ts';
import { carryOut, type Judges } from './gateway/carry-out.ts';
import type { Endpoints } from './gateway/endpoint.ts';
import { bucketIn, type Exchange } from './gateway/exchange.ts';
import { misdirected } from './gateway/misdirected.ts';
import { Unanswered } from './gateway/unanswered.ts';
import { credentialOf } from './identity/credential.ts';
import { randomLetters } from './identity/unique-id.ts';
import { AwsError, type Ground } from './service.ts';
import { uuid } from './uuid.ts';
import type { WireRequest, WireResponse } from './wire.ts';

export interface GatewayWorld extends Judges {
  readonly ground: Ground;
  readonly endpoints: Endpoints;
  readonly calls: Calls;
  /** Is told of every call that was carried out or refused. */
  finished(call: FinishedCall): void;
}

/** The one door to all services, over HTTP and in process alike. */
export interface Gateway {
  /** Answers every request, errors included. Throws Unanswered alone, for a fault that was ordered. */
  handle(request: WireRequest): Promise<WireResponse>;
  /** How many requests are being carried out; those that wait for a message are not. */
  inFlight(): number;
}

/** The gateway over these services. An unexpected error inside becomes InternalError, without a word of what it was. */
export function createGateway(world: GatewayWorld): Gateway {
  const busy = new Set<Promise<WireResponse>>();

  async function handle(request: WireRequest): Promise<WireResponse> {
    const work = answer(world, request);
    if (isWaiting(request)) return work;
    busy.add(work);
    try {
      return await work;
    } finally {
      busy.delete(work);
    }
  }

  return { handle, inFlight: () => busy.size };
}

function isWaiting({ headers }: WireRequest): boolean {
  return headers['x-amz-target'] === 'AmazonSQS.ReceiveMessage';
}

async function answer(world: GatewayWorld, request: WireRequest): Promise<WireResponse> {
  const credential = credentialOf(request);
  const endpoint = credential && world.endpoints[credential.service];
  if (!endpoint) return misdirected(world.endpoints, request, credential);
  const { clock, random } = world.ground;
  const requestId = credential.service === 's3' ? randomLetters(random, 16) : uuid(random);
  const at = clock.now();
  const found = { request, credential, endpoint, requestId, at };
  const answered = await converse(world, { ...found, input: {}, isCarriedOut: false });
  return request.method === 'HEAD' ? { ...answered, body: '' } : answered;
}

async function converse(world: GatewayWorld, exchange: Exchange): Promise<WireResponse> {
  try {
    const response = await carryOut(world, exchange);
    finish(world, exchange, { status: response.status });
    return response;
  } catch (thrown) {
    if (thrown instanceof Unanswered) {
      finish(world, exchange, { status: 0 });
      throw thrown;
    }
    const error = thrown instanceof AwsError ? thrown : internalError();
    finish(world, exchange, { status: error.status, error });
    return exchange.endpoint.codec.encodeError(error, exchange.requestId);
  }
}

/** What went wrong inside is nothing that a caller could use. */
function internalError(): AwsError {
  const message = 'We encountered an internal error. Please try again.';
  return new AwsError('InternalError', message, { status: 500 });
}

interface End {
  readonly status: number;
  readonly error?: AwsError;
}

function finish(
  { calls, finished }: GatewayWorld,
  exchange: Exchange,
  { status, error }: End,
): void {
  const { call, credential, operation, input, request, at } = exchange;
  calls.note({
    service: credential.service,
    operation: operation?.name ?? '',
    account: call?.caller.account ?? '',
    region: credential.region,
    ...bucketIn(exchange),
    caller: call?.caller.arn ?? '',
    attempt: attemptOf(request),
    status,
    errorCode: error?.code,
    errorMessage: error?.message,
    at,
  });
  if (call && (error || exchange.isCarriedOut)) finished({ call, input, error });
}

/** SDKs count their attempts in a header: `attempt=2; max=3`. */
function attemptOf({ headers }: WireRequest): number {
  const { 'amz-sdk-request': counted = '' } = headers;
  return Number(/attempt=(\d+)/.exec(counted)?.[1] ?? 1);
}
