import type { Clock } from '../../infra/clock.ts';
import type { Transport } from '../../infra/cloud.ts';
import { twentyMilliseconds } from '../../test/flow/latency.ts';

/** What our functions have done so far. */
export interface Tally {
  /** Calls of AWS. */
  readonly calls: number;
  readonly ledgerWrites: number;
  readonly s3Writes: number;
  /** What was told, by the event's type; of a bucket's outcome also by its state: `Bucket Inventory Outcome failed`. */
  readonly told: Readonly<Record<string, number>>;
}

export interface StormWatch {
  /** Put between the functions and AWS: each call takes twenty milliseconds by the virtual clock, and is counted. */
  transport(transport: Transport, clock: Clock): Transport;
  tally(): Tally;
}

type Request = Parameters<Transport['handle']>[0];

/** Nothing counted yet. */
export function watchStorm(): StormWatch {
  const told: Record<string, number> = {};
  let calls = 0;
  let ledgerWrites = 0;
  let s3Writes = 0;

  function count(request: Request): void {
    const target = request.headers['x-amz-target'] ?? '';
    calls += 1;
    if (/^DynamoDB_\d+\.(Update|Put|Delete)Item$/.test(target)) ledgerWrites += 1;
    if (/^(PUT|DELETE)$/.test(request.method)) s3Writes += 1;
    if (target !== 'AWSEvents.PutEvents') return;
    for (const text of newsIn(request)) told[text] = (told[text] ?? 0) + 1;
  }

  return {
    transport(transport, clock) {
      const slow = twentyMilliseconds(transport, clock);
      return {
        ...slow,
        handle(request, options) {
          count(request);
          return slow.handle(request, options);
        },
      };
    },
    tally: () => ({ calls, ledgerWrites, s3Writes, told: { ...told } }),
  };
}

interface Entries {
  readonly Entries: readonly { readonly DetailType: string; readonly Detail: string }[];
}

function newsIn({ body }: Request): string[] {
  const { Entries } = JSON.parse(new TextDecoder().decode(body)) as Entries;
  return Entries.map(({ DetailType: type, Detail }) => {
    const { state } = JSON.parse(Detail) as { readonly state?: string };
    return state ? `${type} ${state}` : type;
  });
}
