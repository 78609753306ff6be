import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a function made of an event. */
export type Answer =
  | { readonly result: unknown; readonly error?: never }
  | { readonly error: RuntimeError; readonly result?: never };

export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** The side of Lambda that a runtime talks to. */
export interface RuntimeApi {
  /** `host:port`, as AWS_LAMBDA_RUNTIME_API has it. */
  readonly address: string;
  invoke(event: unknown): Promise<Answer>;
  /** Answers everything that waits, and all that comes, with an error: the runtime is gone. */
  giveUp(reason: string): void;
  close(): Promise<void>;
}

interface Invocation {
  readonly id: string;
  readonly event: string;
  answer(answer: Answer): void;
}

const TIMEOUT_MS = 60_000;

/** Serves the Lambda Runtime API to one runtime. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export async function openRuntimeApi(): Promise<RuntimeApi> {
  const desk = createDesk();
  const server = createServer((request, response) => void serve(desk, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    invoke: desk.invoke,
    giveUp: desk.giveUp,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Hands events to the runtime one after the other, and its answers to whoever sent them. */
function createDesk() {
  const waiting: Invocation[] = [];
  const running = new Map<string, Invocation>();
  let idle: ServerResponse | undefined;
  let gone: string | undefined;

  function invoke(event: unknown): Promise<Answer> {
    return new Promise((answer) => {
      waiting.push({ id: randomUUID(), event: JSON.stringify(event), answer });
      if (gone !== undefined) giveUp(gone);
      handOver();
    });
  }

  function next(response: ServerResponse): void {
    idle = response;
    handOver();
  }

  function handOver(): void {
    if (!idle) return;
    const invocation = waiting.shift();
    if (!invocation) return;
    running.set(invocation.id, invocation);
    idle.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.id,
      'lambda-runtime-deadline-ms': String(Date.now() + TIMEOUT_MS),
      'lambda-runtime-invoked-function-arn':
        'arn:aws:lambda:eu-west-1:100000000002:function:stocktake-bucket-changed',
    });
    idle.end(invocation.event);
    idle = undefined;
  }

  function take(id: string, answer: Answer): void {
    running.get(id)?.answer(answer);
    running.delete(id);
  }

  function giveUp(reason: string): void {
    gone = reason;
    const error = { errorType: 'Runtime.ExitError', errorMessage: reason };
    for (const { answer } of [...waiting.splice(0), ...running.values()]) answer({ error });
    running.clear();
  }

  return { invoke, next, take, giveUp };
}

async function serve(
  desk: ReturnType<typeof createDesk>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, id = '', kind] =
    /\/invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? '') ?? [];
  if (request.url?.endsWith('/invocation/next')) {
    desk.next(response);
    return;
  }
  const said = JSON.parse(await text(request));
  response.writeHead(202).end();
  if (kind === 'response') desk.take(id, { result: said });
  else if (kind === 'error') desk.take(id, { error: said });
  else desk.giveUp(`${said.errorType}: ${said.errorMessage}`);
}
