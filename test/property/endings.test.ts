import { beforeAll, describe, expect, test } from '@jest/globals';
import { readMessage } from '../../handlers/messages.ts';
import { entries } from '../../infra/aws/ledger-entries.ts';
import { seededRandom } from '../../infra/local/random.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { createBucket } from '../flow/actors.ts';
import { type House, openHouse } from '../flow/house.ts';
import { deadLetters, post, unkept, waitingBodies } from '../flow/traces.ts';
import { envelopeMakers } from './envelopes.ts';
import { oversized, tampered } from './tampering.ts';

// Everything that can be wrong with a message, through our functions and the whole organization. As many as there is time
// for; `FUZZ_MESSAGES=100000 npm test -- test/property/endings.test.ts` takes a quarter of an hour.

const MESSAGES = Number(process.env.FUZZ_MESSAGES ?? 1_000);
/** A hundred megabytes are enough. */
const LONG_AMONG = 10_000;
const HOUR = 3_600_000;

const account = '111111111111';
const region = 'eu-west-1';

/** Where a message has come to its end. */
type Place = 'ignored' | 'ledger' | 'kept' | 'dead-letter queue' | 'work queue' | 'nowhere';

/** Nine of ten are tampered with, and one of a hundred is as long as can be. */
function bodiesFor({ clock, organization }: House): readonly string[] {
  const random = seededRandom(7);
  // Long past the age at which S3 may hide a bucket: that it is not there is an answer.
  const at = clock.now() - HOUR;
  return Array.from({ length: MESSAGES }, (_, index) => {
    const bucket = { account, region, name: `fuzz-${index}` };
    const maker = envelopeMakers[index % envelopeMakers.length];
    const envelope = maker?.({ at, bucket, hub: organization.seed.hub.account }) ?? null;
    const body = tampered(envelope, random);
    const isLong = index % 100 === 50 && index < LONG_AMONG;
    return isLong ? oversized(body, random) : body;
  });
}

function countOf(bodies: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const body of bodies) counts.set(body, (counts.get(body) ?? 0) + 1);
  return counts;
}

/** Takes one of a body's copies out, if there is one. */
function takeOne(counts: Map<string, number>, body: string): boolean {
  const count = counts.get(body) ?? 0;
  counts.set(body, count - 1);
  return count > 0;
}

async function placesOf(house: House, bodies: readonly string[]): Promise<readonly Place[]> {
  const kept = countOf((await deadLetters(house)).map(({ body }) => body));
  const dead = countOf(waitingBodies(house, 'stocktake-dead-letter'));
  const work = countOf(waitingBodies(house, 'stocktake-work'));
  const known = new Set<string>();
  for await (const entry of entries(house.operator)) {
    if (entry.state) known.add(`${entry.account} ${entry.region} ${entry.bucket}`);
  }
  return bodies.map((body) => {
    if (takeOne(kept, body)) return 'kept';
    if (takeOne(dead, body)) return 'dead-letter queue';
    if (takeOne(work, body)) return 'work queue';
    return withoutTrace(house, known, body);
  });
}

/** A message that is no longer anywhere was done with, or told the ledger something. */
function withoutTrace({ operator }: House, known: ReadonlySet<string>, body: string): Place {
  const message = readMessage(body, operator.settings.memberRole);
  if (message.kind === 'ignored' || message.kind === 'heartbeat') return 'ignored';
  if (message.kind !== 'sighting') return 'nowhere';
  const { bucket } = message.sighting;
  return known.has(`${bucket.account} ${bucket.region} ${bucket.name}`) ? 'ledger' : 'nowhere';
}

describe(`${MESSAGES} messages that were tampered with`, () => {
  const healthy: BucketRef[] = [];
  let house: House;
  let bodies: readonly string[];
  let places: readonly Place[];

  beforeAll(async () => {
    house = await openHouse();
    bodies = bodiesFor(house);
    for (const [index, body] of bodies.entries()) {
      post(house, body);
      if (index % 10 !== 0) continue;
      const bucket = { account, region, name: `healthy-${index}` };
      healthy.push(bucket);
      await createBucket(house, bucket);
    }
    await house.clock.advance(6 * HOUR);
    places = await placesOf(house, bodies);
  }, 3_600_000);

  test('end each in one place', () => {
    const lost = bodies.filter((_, index) => places[index] === 'nowhere');
    const end = new Set(places);

    expect(lost).toEqual([]);
    expect(end).toEqual(new Set(['ignored', 'ledger', 'kept', 'dead-letter queue']));
  });

  test('are kept no more than once', async () => {
    const kept = places.filter((place) => place === 'kept');
    const left = places.filter((place) => place === 'dead-letter queue');

    expect(await deadLetters(house)).toHaveLength(kept.length);
    expect(unkept(house)).toBe(left.length);
  });

  test('are kept for what is wrong with them, and nothing else', async () => {
    const causes = (await deadLetters(house)).map(({ cause }) => cause);

    expect(new Set(causes)).toEqual(new Set(['malformed-message']));
  });

  test('stay in the dead-letter queue only if they are too long to be kept', () => {
    const left = bodies.filter((_, index) => places[index] === 'dead-letter queue');

    expect(left.filter((body) => body.length < 400_000)).toEqual([]);
  });

  test('harm no healthy neighbour', async () => {
    const outcomes = new Map<string, number>();
    for await (const { bucket, outcome = 'none' } of entries(house.operator, account)) {
      if (!bucket.startsWith('healthy-')) continue;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }

    expect([...outcomes]).toEqual([['corrected', healthy.length]]);
  });
});
