import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { recall } from '../../infra/aws/ledger.ts';
import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import { type KeptLetter, keptLetters } from '../../infra/aws/letters.ts';
import type { CallRecord } from '../../infra/local/calls.ts';
import type { Queue } from '../../infra/local/queues/queue.ts';
import type { BusEvent } from '../../infra/local/service.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { InventoryDigest } from '../../rules/digest-event.ts';
import type { Premises } from './house.ts';

// What our functions leave behind: entries in the ledger, events on the hub's bus, letters in queues, calls in the log.

/** The bucket as the ledger has it. */
export function ledgerEntry({ operator }: Premises, bucket: BucketRef): Promise<BucketEntry> {
  return recall(operator, bucket);
}

/** How the last run ended for the bucket: `corrected`, or `deferred: throttled`. */
export async function ending(premises: Premises, bucket: BucketRef): Promise<string> {
  const { outcome = 'unknown', cause } = await ledgerEntry(premises, bucket);
  return cause ? `${outcome}: ${cause}` : outcome;
}

/** The outcome events on the hub's bus, oldest first, as `payments-orders compliant`. */
export function news({ organization }: Premises): readonly string[] {
  return hubEvents({ organization })
    .filter(({ source }) => source === 'stocktake')
    .filter((event) => event['detail-type'] === 'Bucket Inventory Outcome')
    .map(({ detail: { bucket, state } }) => `${bucket} ${state}`);
}

/** The bodies of the events that came to the work queue from members, oldest first. */
export function hubEvents({ organization }: Pick<Premises, 'organization'>): readonly BusEvent[] {
  const { account, region } = organization.seed.hub;
  const arn = `arn:aws:events:${region}:${account}:event-bus/stocktake`;
  return organization.machines.buses.seen(arn);
}

/** The dead letters that the ledger keeps. */
export function deadLetters({ operator }: Premises): Promise<readonly KeptLetter[]> {
  return Array.fromAsync(keptLetters(operator));
}

/** How many messages wait in the dead-letter queue, those in hand included. */
export function unkept({ organization }: Premises): number {
  return queue({ organization }, 'stocktake-dead-letter').messages().length;
}

/** Their causes, where nobody keeps them. */
export function buriedFor({ organization }: Premises): readonly (string | undefined)[] {
  const letters = queue({ organization }, 'stocktake-dead-letter').messages();
  return letters.map(({ attributes }) => attributes.cause?.StringValue);
}

/** The bodies of what waits in a queue, what somebody has in hand included. */
export function waitingBodies({ organization }: Premises, name: string): readonly string[] {
  return queue({ organization }, name)
    .messages()
    .map(({ body }) => body);
}

/** What people were told of incidents, oldest first, as `opened: The member role is missing in account …`. */
export function notices({ organization }: Premises): readonly string[] {
  return hubEvents({ organization }).flatMap((event) => {
    const [, kind] = /^Inventory Incident (\w+)$/.exec(event['detail-type']) ?? [];
    return kind ? [`${kind.toLowerCase()}: ${event.detail.headline}`] : [];
  });
}

/** The events that never came to those who should hear of them. */
export function untold({ organization }: Premises): readonly unknown[] {
  return queue({ organization }, 'stocktake-untold')
    .messages()
    .map(({ body }) => JSON.parse(body));
}

/** The digests on the hub's bus, oldest first. */
export function digests({ organization }: Premises): readonly InventoryDigest[] {
  return hubEvents({ organization })
    .filter((event) => event['detail-type'] === 'Inventory Digest')
    .map(({ detail }) => InventoryDigest.parse(detail));
}

/** How many messages wait in the work queue, delayed and invisible ones included. */
export function waiting({ organization }: Premises): number {
  return workQueue({ organization }).messages().length;
}

/** The trails of the messages that wait: cause, attempts, and when it was first seen. */
export function trails({ organization }: Premises): readonly (readonly (string | undefined)[])[] {
  return queue({ organization }, 'stocktake-work')
    .messages()
    .map(({ attributes }) =>
      ['cause', 'attempts', 'firstSeen'].map((name) => attributes[name]?.StringValue),
    );
}

/** Puts a body on the work queue as it is, as whoever may send to it could. */
export function post(
  { organization }: Premises,
  body: string,
  attributes: Readonly<Record<string, MessageAttributeValue>> = {},
): void {
  workQueue({ organization }).send({ body, attributes, sender: 'test' });
}

/** The work queue itself. */
export function workQueue({ organization }: Pick<Premises, 'organization'>): Queue {
  return queue({ organization }, 'stocktake-work');
}

/** Puts a message on the dead-letter queue, with texts as its attributes. */
export function postDead(
  { organization }: Premises,
  body: string,
  texts: Readonly<Record<string, string>>,
): void {
  const attributes = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, { DataType: 'String', StringValue: text }]),
  );
  queue({ organization }, 'stocktake-dead-letter').send({ body, attributes, sender: 'test' });
}

function queue({ organization }: Pick<Premises, 'organization'>, name: string) {
  const { account, region } = organization.seed.hub;
  const found = organization.machines.queues.find(`arn:aws:sqs:${region}:${account}:${name}`);
  if (!found) throw new Error(`there is no queue ${name}`);
  return found;
}

/** The calls that our function has made, in members too, oldest first. */
export function ourCalls({ organization }: Premises): readonly CallRecord[] {
  return organization.calls.filter(({ caller }) =>
    /assumed-role\/stocktake-(bucket-changed|dead-letter|incidents|member)\//.test(caller),
  );
}

const writes = /^(Put|Delete|Create)/;

/** The writes to S3 among them, as `PutBucketInventoryConfiguration payments-orders`; those that S3 let through. */
export function ourWrites(premises: Premises): readonly string[] {
  return ourCalls(premises)
    .filter(
      ({ service, operation, status }) =>
        service === 's3' && writes.test(operation) && status < 300,
    )
    .map(({ operation, bucket }) => `${operation} ${bucket}`);
}
