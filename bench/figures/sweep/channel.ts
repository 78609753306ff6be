import type { ChildProcess } from 'node:child_process';
import type { WireRequest, WireResponse } from '../../../infra/local/wire.ts';

// What travels between the process that sweeps and the one that is swept: requests and answers as they would over the wire,
// each with a number, because many are under way at once.

interface Question {
  readonly number: number;
  readonly request: Omit<WireRequest, 'query'> & { readonly query: string };
}

interface Reply {
  readonly number: number;
  readonly response: WireResponse;
}

/** Asks the process at the other end, which was started with advanced serialization: bodies are bytes. */
export function askOver(end: ChildProcess): (request: WireRequest) => Promise<WireResponse> {
  const waiting = new Map<number, (response: WireResponse) => void>();
  let last = 0;
  end.on('message', ({ number = 0, response }: Partial<Reply>) => {
    if (response) waiting.get(number)?.(response);
    waiting.delete(number);
  });
  return (request) => {
    last += 1;
    const { promise, resolve } = Promise.withResolvers<WireResponse>();
    waiting.set(last, resolve);
    const question: Question = { number: last, request: { ...request, query: `${request.query}` } };
    end.send(question);
    return promise;
  };
}

/** Answers the process that has started this one. */
export function answerParent(answer: (request: WireRequest) => Promise<WireResponse>): void {
  process.on('message', async ({ number, request }: Partial<Question>) => {
    if (number === undefined || !request) return;
    const query = new URLSearchParams(request.query);
    const reply: Reply = { number, response: await answer({ ...request, query }) };
    process.send?.(reply);
  });
}
