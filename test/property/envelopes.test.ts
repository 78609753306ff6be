import { describe, expect, test } from '@jest/globals';
import { type Message, readMessage } from '../../handlers/messages.ts';
import { seededRandom } from '../../infra/local/random.ts';
import { envelopeMakers } from './envelopes.ts';
import { oversized, tampered } from './tampering.ts';

const ENVELOPES = 100_000;
const memberRole = 'stocktake/stocktake-member';

interface Reading {
  readonly body: string;
  readonly message: Message;
}

/** The same ones every time. */
function* readings(count: number): Generator<Reading> {
  const random = seededRandom(1);
  for (let index = 0; index < count; index += 1) {
    const body = bodyOf(index, random);
    yield { body, message: readMessage(body, memberRole) };
  }
}

function bodyOf(index: number, random: () => number): string {
  const bucket = { account: '111111111111', region: 'eu-west-1', name: `acme-${index}` };
  const occasion = { at: Date.UTC(2026, 10, 24), bucket, hub: '100000000002' };
  const envelope = envelopeMakers[index % envelopeMakers.length]?.(occasion) ?? null;
  const body = tampered(envelope, random);
  return index % 1_000 === 0 ? oversized(body, random) : body;
}

/** What is wrong with how a message was read; undefined if nothing. */
function faultOf({ body, message }: Reading): string | undefined {
  switch (message.kind) {
    case 'sighting':
      return sightingFault(message.sighting, JSON.parse(body));
    case 'heartbeat':
      return /^\d{12}$/.test(message.account) ? undefined : 'a heartbeat of nobody';
    case 'ignored':
    case 'malformed':
      return reasonFault(message.reason);
    default:
      return 'it is of no kind';
  }
}

type Sighting = Extract<Message, { kind: 'sighting' }>['sighting'];

function sightingFault({ bucket, at, creator = 'arn:aws:iam::' }: Sighting, document: Envelope) {
  const claimed = document.source === 'stocktake' ? document.detail.account : document.account;
  if (bucket.account !== claimed) return `a bucket of ${bucket.account} in an event of ${claimed}`;
  if (!/^[a-z-]{2,30}-\d$/.test(bucket.region)) return `the region ${bucket.region}`;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{2,254}$/.test(bucket.name)) return `the name ${bucket.name}`;
  if (!/^arn:aws[!-~]{1,2048}$/.test(creator)) return `the creator ${creator}`;
  return Number.isFinite(at) ? undefined : `the time ${at}`;
}

interface Envelope {
  readonly source: string;
  readonly account: string;
  readonly detail: { readonly account: string };
}

function reasonFault(reason: string): string | undefined {
  if (reason.length > 300) return `a reason of ${reason.length} characters`;
  return /^[^\p{Cc}\p{Cs}\u2028\u2029]+$/u.test(reason) ? undefined : `the reason ${reason}`;
}

describe(`of ${ENVELOPES} envelopes that were tampered with`, () => {
  const kinds = new Map<string, number>();
  const faults = new Set<string>();
  for (const reading of readings(ENVELOPES)) {
    const { kind } = reading.message;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const fault = faultOf(reading);
    if (fault && faults.size < 20) faults.add(fault);
  }

  test('every one is read as what it is, and in words that can be shown', () => {
    expect([...faults]).toEqual([]);
  });

  test('there are many of every kind', () => {
    const few = [...kinds].filter(([, count]) => count < 500);

    expect([...kinds.keys()].toSorted()).toEqual(['heartbeat', 'ignored', 'malformed', 'sighting']);
    expect(few).toEqual([]);
  });
});
