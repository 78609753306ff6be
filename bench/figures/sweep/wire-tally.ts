import type { WireRequest, WireResponse } from '../../../infra/local/wire.ts';
import { type StoredItem, sizeOfItem } from './item-size.ts';

/** What has come over the wire, and what AWS would reckon for it. */
export interface WireTally {
  /** Calls by service and operation: `s3 ListBuckets`, `dynamodb Query`. */
  readonly calls: Readonly<Record<string, number>>;
  /** DynamoDB's units: a read of 4 KB is one, and half of one where it need not be consistent. */
  readonly readUnits: number;
  /** Bytes of the items of buckets that were read side by side. */
  readonly bucketBytes: number;
  /** Writes to the ledger's table; none of its items is larger than one unit. */
  readonly ledgerWrites: number;
}

export interface WireCounter {
  note(request: WireRequest, response: WireResponse): void;
  tally(): WireTally;
}

/** Nothing counted yet. */
export function createWireCounter(): WireCounter {
  const calls: Record<string, number> = {};
  let readUnits = 0;
  let bucketBytes = 0;
  let ledgerWrites = 0;
  return {
    note(request, response) {
      const name = nameOf(request);
      calls[name] = (calls[name] ?? 0) + 1;
      if (/^dynamodb (Update|Put|Delete)Item$/.test(name)) ledgerWrites += 1;
      if (!/^dynamodb (Query|GetItem)$/.test(name)) return;
      const read = readIn(request, response);
      readUnits += read.units;
      bucketBytes += read.bucketBytes;
    },
    tally: () => ({ calls: { ...calls }, readUnits, bucketBytes, ledgerWrites }),
  };
}

function nameOf({ method, path, query, headers, body }: WireRequest): string {
  const { authorization = '', 'x-amz-target': target = '' } = headers;
  const service = /\/([a-z0-9]+)\/aws4_request/.exec(authorization)?.[1] ?? '';
  if (target) return `${service} ${target.split('.').at(-1)}`;
  if (service !== 's3') return `${service} ${/Action=(\w+)/.exec(`${body}`)?.[1] ?? path}`;
  if (query.has('inventory')) return `s3 ${method} inventory`;
  return method === 'GET' && path === '/' ? 's3 ListBuckets' : `s3 ${method} ${path}`;
}

function readIn({ body: asked }: WireRequest, { body: answered }: WireResponse) {
  const { ConsistentRead = false } = JSON.parse(`${asked}`) as { ConsistentRead?: boolean };
  const { Items = [], Item } = JSON.parse(`${answered}`) as Found;
  const bytes = sizeOfItems(Item ? [Item] : Items);
  const buckets = Items.filter(({ sk }) => sk?.S?.startsWith('BUCKET#'));
  const units = Math.max(MINIMUM, Math.ceil(unitsFor(bytes) / MINIMUM) * MINIMUM);
  return { units: ConsistentRead ? units * 2 : units, bucketBytes: sizeOfItems(buckets) };
}

/** A read that need not be consistent costs half a unit for 4 KB, and at least that. */
const MINIMUM = 0.5;

/** Read units for so many bytes, if none were wasted and nothing need be consistent. */
export function unitsFor(bytes: number): number {
  return (bytes / 4_096) * MINIMUM;
}

interface Found {
  readonly Items?: readonly StoredItem[];
  readonly Item?: StoredItem;
}

function sizeOfItems(items: readonly StoredItem[]): number {
  return items.reduce((sum, item) => sum + sizeOfItem(item), 0);
}
