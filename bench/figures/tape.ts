import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HttpResponse } from '@smithy/core/protocols';
import type { Transport } from '../../infra/cloud.ts';

/** Keeps the answers to a sequence of requests, and gives them again for next to nothing. */
export interface Tape {
  readonly transport: Transport;
  /** From now on requests are carried out and their answers kept. What was kept before is forgotten. */
  record(): void;
  /** From now on requests get the kept answers, in order and over and over: whoever asks must ask the same. */
  play(): void;
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** @param transport whatever really answers. */
export function createTape(transport: Transport): Tape {
  let answers: Answer[] = [];
  let isPlaying = false;
  let next = 0;

  async function carryOut(...request: Parameters<Transport['handle']>): Promise<Answer> {
    const { response } = await transport.handle(...request);
    const { statusCode, headers, body } = response;
    const answer = { statusCode, headers, body: await buffer(body) };
    answers.push(answer);
    return answer;
  }

  function repeat(): Answer {
    const answer = answers[next % answers.length];
    next += 1;
    if (!answer) throw new Error('nothing was recorded');
    return answer;
  }

  return {
    transport: {
      ...transport,
      handle: async (...request) => ({
        response: spoken(isPlaying ? repeat() : await carryOut(...request)),
      }),
    },
    record() {
      answers = [];
      isPlaying = false;
    },
    play() {
      next = 0;
      isPlaying = true;
    },
  };
}

function spoken({ statusCode, headers, body }: Answer): HttpResponse {
  const stream = Readable.from(body.length > 0 ? [body] : []);
  return new HttpResponse({ statusCode, headers: { ...headers }, body: stream });
}
