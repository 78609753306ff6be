import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HttpResponse } from '@smithy/core/protocols';
import type { HttpHandlerOptions, HttpRequest } from '@smithy/types';
import type { Clock } from '../clock.ts';
import { Unanswered } from './gateway/unanswered.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** What an SDK client takes as its `requestHandler`. */
export interface InProcessHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(
    request: HttpRequest,
    options?: HttpHandlerOptions,
  ): Promise<{ readonly response: HttpResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

interface Wire {
  readonly clock: Clock;
  handle(request: WireRequest): Promise<WireResponse>;
}

/** As long as our own clients wait over HTTPS. */
const PATIENCE_MS = 5_000;

/**
 * A request handler for SDK clients that brings their requests to the local organization without a socket. Serialization,
 * signing, retries and paging run as ever. Answers carry no Date header, so that an organization's clock of its own makes
 * no client believe that its clock is skewed (AWS facts H.1).
 */
export function createInProcessHandler(wire: Wire): InProcessHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: (request, options = {}) =>
      unlessAborted(exchange(wire, request, options), options.abortSignal),
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

async function exchange(wire: Wire, request: HttpRequest, options: HttpHandlerOptions) {
  const asked = await wireRequest(request);
  try {
    return { response: httpResponse(await wire.handle(asked)) };
  } catch (error) {
    if (error instanceof Unanswered) return await breakOff(error, wire.clock, options);
    throw error;
  }
}

async function wireRequest(request: HttpRequest): Promise<WireRequest> {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  const { hostname, port } = request;
  return {
    method: request.method,
    path: request.path,
    query: queryOf(request.query ?? {}),
    headers: { host: port ? `${hostname}:${port}` : hostname, ...Object.fromEntries(headers) },
    body: await bodyOf(request.body),
  };
}

function queryOf(query: NonNullable<HttpRequest['query']>): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const text of [value ?? ''].flat()) parameters.append(name, text);
  }
  return parameters;
}

async function bodyOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof Readable) return buffer(body);
  throw new TypeError('the body of the request is neither text, bytes nor a stream');
}

function httpResponse({ status, headers, body }: WireResponse): HttpResponse {
  const content = Buffer.from(body);
  const stream = Readable.from(content.length > 0 ? [content] : []);
  return new HttpResponse({ statusCode: status, headers: { ...headers }, body: stream });
}

/** A broken connection and a silent one, as the SDK's own handler reports them. */
async function breakOff(
  { how }: Unanswered,
  clock: Clock,
  { requestTimeout = PATIENCE_MS }: HttpHandlerOptions,
): Promise<never> {
  if (how === 'reset') throw failure('TimeoutError', 'socket hang up', 'ECONNRESET');
  await clock.sleep(requestTimeout);
  throw failure('TimeoutError', `no answer within ${requestTimeout} ms`, 'ETIMEDOUT');
}

/** Whoever aborts does not wait for the answer; the call itself goes on, as it would on a server. */
async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: HttpHandlerOptions['abortSignal'],
): Promise<Result> {
  if (!signal) return work;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(failure('AbortError', 'Request aborted'));
  if (signal.aborted) abort();
  if ('addEventListener' in signal) signal.addEventListener('abort', abort, { once: true });
  return Promise.race([work, aborted.promise]);
}

function failure(name: string, message: string, code?: string): Error {
  return Object.assign(new Error(message), { name, ...(code && { code }) });
}
