import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import type { Transport } from '../../infra/cloud.ts';

const refusal = JSON.stringify({
  FailedEntryCount: 1,
  Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }],
});

/** A transport whose first PutEvents is answered as EventBridge refuses an entry: 200, and the entry named as failed. */
export function refusedOnce(transport: Transport): Transport {
  let isRefused = false;
  return {
    ...transport,
    async handle(request, options) {
      if (isRefused || request.headers['x-amz-target'] !== 'AWSEvents.PutEvents')
        return transport.handle(request, options);
      isRefused = true;
      const headers = { 'content-type': 'application/x-amz-json-1.1' };
      const body = Readable.from([Buffer.from(refusal)]);
      return { response: new HttpResponse({ statusCode: 200, headers, body }) };
    },
  };
}
