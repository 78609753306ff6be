import type { Clock } from '../../infra/clock.ts';
import type { Transport } from '../../infra/cloud.ts';
import { twentyMilliseconds } from '../../test/flow/latency.ts';

/** What our functions have done so far. */
export interface StormWatch {
  /** Put between the functions and AWS: notes their calls, each of which takes twenty milliseconds by the virtual clock. */
  transport(transport: Transport, clock: Clock): Transport;
  /** Writes to the ledger. */
  ledgerWrites(): number;
  /** All calls of AWS. */
  calls(): number;
  /** What people were told: `Inventory Incident Opened`. */
  notices(): readonly string[];
}

const ledgerWrite = /^DynamoDB_\d+\.(UpdateItem|PutItem|DeleteItem)$/;

/** Nothing noted yet. */
export function watchStorm(): StormWatch {
  const notices: string[] = [];
  let writes = 0;
  let calls = 0;

  function note(request: Parameters<Transport['handle']>[0]): void {
    const target = request.headers['x-amz-target'] ?? '';
    calls += 1;
    if (ledgerWrite.test(target)) writes += 1;
    if (target === 'AWSEvents.PutEvents') notices.push(...noticesIn(request.body));
  }

  return {
    transport(transport, clock) {
      const slow = twentyMilliseconds(transport, clock);
      return {
        ...slow,
        handle(request, options) {
          note(request);
          return slow.handle(request, options);
        },
      };
    },
    ledgerWrites: () => writes,
    calls: () => calls,
    notices: () => notices,
  };
}

function noticesIn(body: unknown): string[] {
  const { Entries } = JSON.parse(Buffer.from(body as Uint8Array).toString()) as {
    readonly Entries: readonly { readonly DetailType: string }[];
  };
  const types = Entries.map(({ DetailType }) => DetailType);
  return types.filter((type) => type.startsWith('Inventory Incident '));
}
