import type { Clock } from '../../infra/clock.ts';
import type { Transport } from '../../infra/cloud.ts';

/** AWS as it is: no call is answered at once. */
export function twentyMilliseconds(transport: Transport, clock: Clock): Transport {
  return {
    ...transport,
    async handle(request, options) {
      await clock.sleep(20);
      return transport.handle(request, options);
    },
  };
}
