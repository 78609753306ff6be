import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Unanswered } from './gateway/unanswered.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** The local organization on a socket. */
export interface Server {
  readonly port: number;
  /** `http://127.0.0.1:4577` */
  readonly endpoint: string;
  /** Answers what is being asked, if that takes no longer than a moment, and then no more. May be called again. */
  close(): Promise<void>;
}

type Handle = (request: WireRequest) => Promise<WireResponse>;

/** Long enough that a client does not find its connection closed just when it asks again. */
const KEEP_ALIVE_MS = 65_000;

/** Whoever waits for a message, or for ever by a fault, is cut off after so long. */
const GRACE_MS = 500;

/**
 * Serves HTTP on 127.0.0.1 alone. Answers carry the machine's true date, whatever time the organization has: clients
 * correct their clocks by it (AWS facts H.1).
 *
 * @param port 0 for a free one.
 * @throws the system's error, with its code (`EADDRINUSE`), when the port cannot be had.
 */
export async function openServer(handle: Handle, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const how = await serve(handle, request, response);
    if (how === 'reset') request.socket.resetAndDestroy();
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    port: bound,
    endpoint: `http://127.0.0.1:${bound}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

function listen(server: HttpServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

/** Answers a request, or says how it goes unanswered. */
async function serve(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse) {
  try {
    const { status, headers, body } = await handle(await wireRequest(incoming));
    outgoing.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
    outgoing.end(body);
    return 'answered';
  } catch (error) {
    return error instanceof Unanswered ? error.how : 'reset';
  }
}

async function wireRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const { method = 'GET', url = '/' } = incoming;
  const queryStart = url.indexOf('?');
  const path = queryStart < 0 ? url : url.slice(0, queryStart);
  const query = queryStart < 0 ? '' : url.slice(queryStart + 1);
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: headersOf(incoming),
    body: await buffer(incoming),
  };
}

/** Node gives names in lower case, and repeated headers joined. */
function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => [name, [value].flat().join(', ')]),
  );
}
