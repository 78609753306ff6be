import type { Server } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { Place } from './arn.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** DynamoDB of all accounts and regions, each a dynalite of its own. */
export interface Tables {
  /** Passes a request through as it is: dynalite speaks DynamoDB's own wire format. */
  handle(request: WireRequest, account: string, region: string): Promise<WireResponse>;
  create(place: Place, table: TableDefinition): Promise<void>;
}

/** What dynalite understands of a table; backups, encryption and expiry have nothing to act on in memory. */
export type TableDefinition = Pick<
  CreateTableCommandInput,
  'TableName' | 'KeySchema' | 'AttributeDefinitions' | 'BillingMode' | 'GlobalSecondaryIndexes'
>;

type Track = <Result>(work: Promise<Result>) => Promise<Result>;

/** @param track is told of work in flight, so that a virtual clock can stand still meanwhile. */
export function createTables(track: Track = (work) => work): Tables {
  const servers = new Map<string, Server>();

  function serverAt({ account, region }: Place): Server {
    const key = `${account} ${region}`;
    const server = servers.get(key) ?? dynalite({ createTableMs: 0 });
    servers.set(key, server);
    return server;
  }

  return {
    handle: (request, account, region) => track(exchange(serverAt({ account, region }), request)),
    create: (place, table) => track(createTable(serverAt(place), table)),
  };
}

/** One exchange with the server's own request listener, without a socket: streams that live in memory are enough for it. */
function exchange(server: Server, request: WireRequest): Promise<WireResponse> {
  return new Promise((resolve) => {
    const incoming = Object.assign(Readable.from([request.body]), {
      method: request.method,
      url: request.path,
      headers: request.headers,
    });
    server.emit('request', incoming, answerTo(resolve));
  });
}

/** As much of a response as dynalite writes to: a status, headers and one body. */
function answerTo(done: (answer: WireResponse) => void) {
  const headers: Record<string, string> = {};
  const answer = {
    statusCode: 200,
    setHeader(name: string, value: unknown) {
      headers[name.toLowerCase()] = String(value);
    },
    end(body: unknown = '') {
      done({ status: answer.statusCode, headers, body: Buffer.from(String(body)) });
    },
  };
  return answer;
}

/** A new table becomes active by a timer of dynalite's own, which is worth waiting for. */
async function createTable(server: Server, table: TableDefinition): Promise<void> {
  const answer = await exchange(server, requestOf('CreateTable', table));
  if (answer.status !== 200) throw new Error(`table ${table.TableName}: ${answer.body}`);
  const describe = requestOf('DescribeTable', { TableName: table.TableName });
  while (!String((await exchange(server, describe)).body).includes('"TableStatus":"ACTIVE"')) {
    await setImmediate();
  }
}

/** dynalite wants a signed request, and looks at no signature. */
function requestOf(operation: string, input: object): WireRequest {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=local',
    },
    body: Buffer.from(JSON.stringify(input)),
  };
}
