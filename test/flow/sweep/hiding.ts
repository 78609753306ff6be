import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HttpResponse } from '@smithy/core/protocols';
import type { Transport } from '../../../infra/cloud.ts';

/** As if S3 left a bucket out of its lists. */
export function hiding(name: string): (transport: Transport) => Transport {
  const isHidden = (element: string) => element.includes(`<Name>${name}</Name>`);
  return (same) => ({
    ...same,
    async handle(request, options) {
      const { response } = await same.handle(request, options);
      const { statusCode, headers, body } = response;
      const text = (await buffer(body)).toString();
      const left = text.replace(/<Bucket>.*?<\/Bucket>/gs, (one) => (isHidden(one) ? '' : one));
      const stream = Readable.from(left === '' ? [] : [Buffer.from(left)]);
      return { response: new HttpResponse({ statusCode, headers, body: stream }) };
    },
  });
}
