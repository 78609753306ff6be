import { describe, expect, test } from '@jest/globals';
import { setEnforcement } from '../../infra/aws/enforcement.ts';
import { someHits } from '../../infra/aws/incidents.ts';
import type { Transport } from '../../infra/cloud.ts';
import { AwsError } from '../../infra/local/service.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { aBucket, createBucket } from './actors.ts';
import { stocktake } from './command-line.ts';
import { type House, openHouse } from './house.ts';
import { deadLetters, ending, ledgerEntry, notices, post, unkept, waiting } from './traces.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-24T09:00:00Z');

const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
const puts = { service: 's3', operation: 'PutBucketInventoryConfiguration' };
const memberRole = `arn:aws:iam::${aBucket.account}:role/stocktake/stocktake-member`;

function bucketNamed(name: string): BucketRef {
  return { ...aBucket, name };
}

/** What the commands say to machines. */
async function redrive(house: House, ...words: readonly string[]) {
  const { code, out, err } = await stocktake(house, 'redrive', ...words, '--json');
  return { code, err, ...JSON.parse(out) };
}

describe('a bucket that is throttled for longer than our patience', () => {
  const opened =
    'opened: AWS throttles us in account 111111111111 (payments-prod): 1 bucket failed';
  const closed = 'closed: Over: AWS throttles us in account 111111111111 (payments-prod)';

  async function throttledHouse(): Promise<House> {
    const house = await openHouse({ schedules: true });
    house.organization.faults.next(10_000, puts, slowDown);
    await createBucket(house, aBucket);
    await house.clock.advance(2 * HOUR);
    return house;
  }

  test('leaves a letter that says all of it', async () => {
    const house = await throttledHouse();

    const [letter, ...others] = await deadLetters(house);

    expect(others).toEqual([]);
    expect(letter).toMatchObject({ cause: 'throttled', about: aBucket });
    expect(letter?.reason).toBe('SlowDown: Please reduce your request rate.');
    expect(letter?.attempts).toBeGreaterThan(5);
    expect(letter?.firstSeen).toBeLessThan(START + MINUTE);
    expect(letter?.lastSeen).toBeGreaterThan(START + HOUR);
  });

  test('is one trouble of its incident, not two', async () => {
    const house = await throttledHouse();

    const hits = await someHits(
      house.operator,
      { cause: 'throttled', account: aBucket.account },
      10,
    );

    expect(hits.map(({ name }) => name)).toEqual([aBucket.name]);
    expect(notices(house)).toEqual([opened]);
  });

  test('is well after a redrive, and its incident is over', async () => {
    const house = await throttledHouse();
    house.organization.faults.clear();

    const ran = await redrive(house);
    await house.clock.advance(10 * MINUTE);

    expect(ran).toMatchObject({ code: 0, err: '', sent: 1, checked: 0, skipped: 0, failed: [] });
    expect(await ending(house, aBucket)).toBe('corrected');
    expect(await deadLetters(house)).toEqual([]);
    expect(notices(house)).toEqual([opened, closed]);
  });

  test('is the same letter and the same incident if it fails again', async () => {
    const house = await throttledHouse();
    const [before] = await deadLetters(house);

    await redrive(house);
    await house.clock.advance(MINUTE);
    const meanwhile = await deadLetters(house);
    await house.clock.advance(2 * HOUR);
    const [after, ...others] = await deadLetters(house);

    expect(meanwhile).toMatchObject([{ id: before?.id, sentAt: expect.any(Number) }]);
    expect(others).toEqual([]);
    expect(after).toMatchObject({ id: before?.id, firstSeen: before?.firstSeen });
    expect(after?.lastSeen).toBeGreaterThan(START + 3 * HOUR);
    expect(after?.sentAt).toBeUndefined();
    expect(notices(house)).toEqual([opened]);
  });
});

describe('an event that EventBridge cannot bring to the work queue', () => {
  async function deafHouse(...names: readonly string[]): Promise<House> {
    const broken = new AwsError('Broken', 'It is broken.');
    const target = 'arn:aws:sqs:eu-west-1:100000000002:stocktake-work';
    const targets = new Set([target]);
    const disturb = (arn: string) => (targets.has(arn) ? broken : undefined);
    const house = await openHouse({ schedules: true, disturb });
    for (const name of names) await createBucket(house, bucketNamed(name));
    await house.clock.advance(MINUTE);
    targets.clear();
    await house.clock.advance(9 * MINUTE);
    return house;
  }

  test('is a letter of the organization’s incident, and is heard of after a redrive', async () => {
    const house = await deafHouse('payments-orders');
    const letters = (await deadLetters(house)).filter(({ about }) => about.name);
    const unheard = await ending(house, aBucket);

    await redrive(house);
    await house.clock.advance(10 * MINUTE);

    expect(letters).toMatchObject([
      { cause: 'undelivered', about: aBucket, incident: 'undelivered/organization' },
    ]);
    expect(letters[0]?.reason).toMatch(/It is broken\. \(arn:aws:events:.*:rule\/stocktake/);
    expect(unheard).toBe('unknown');
    expect(await ending(house, aBucket)).toBe('corrected');
    expect(await deadLetters(house)).toEqual([]);
    expect(notices(house)).toEqual([
      expect.stringMatching(/^opened: Events do not reach the work queue in the organization: /),
      'closed: Over: Events do not reach the work queue in the organization',
    ]);
  });

  test('is sent once by two redrives at a time', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `payments-${at}`);
    const house = await deafHouse(...names);
    const ids = (await deadLetters(house)).map(({ id }) => id);
    await setEnforcement(house.operator, 'halted');
    await house.clock.advance(MINUTE);

    const both = await Promise.all([redrive(house), redrive(house)]);
    await house.clock.advance(5 * MINUTE);

    const [one, other] = both.map(({ sent }) => sent as number);
    expect((one ?? 0) + (other ?? 0)).toBe(ids.length);
    expect(both.map(({ sent, skipped }) => sent + skipped)).toEqual([ids.length, ids.length]);
    expect(waiting(house)).toBe(names.length);
    await setEnforcement(house.operator, 'correct');
    await house.clock.advance(5 * MINUTE);
    expect(await deadLetters(house)).toEqual([]);
    expect(await ending(house, bucketNamed('payments-11'))).toBe('corrected');
  });
});

describe('a letter that was sent back and waits for the end of a halt', () => {
  /** One letter, whose bucket could be corrected by now if the organization were not halted. */
  async function haltedHouse(): Promise<House> {
    const house = await openHouse({ schedules: true });
    house.organization.faults.next(10_000, puts, slowDown);
    await createBucket(house, aBucket);
    await house.clock.advance(2 * HOUR);
    house.organization.faults.clear();
    await setEnforcement(house.operator, 'halted');
    await house.clock.advance(MINUTE);
    return house;
  }

  test('is not sent a second time, however long it waits', async () => {
    const house = await haltedHouse();

    const sent: number[] = [];
    for (let times = 0; times < 4; times += 1) {
      sent.push((await redrive(house)).sent);
      await house.clock.advance(20 * MINUTE);
    }
    const copies = waiting(house);
    await setEnforcement(house.operator, 'correct');
    await house.clock.advance(20 * MINUTE);

    expect(sent).toEqual([1, 0, 0, 0]);
    expect(copies).toBe(1);
    expect(await ending(house, aBucket)).toBe('corrected');
    expect(await deadLetters(house)).toEqual([]);
  });

  test('is not thrown away', async () => {
    const house = await haltedHouse();
    await redrive(house);
    await house.clock.advance(40 * MINUTE);

    const ran = await redrive(house, '--cause', 'throttled', '--discard');

    expect(ran).toMatchObject({ code: 0, discarded: 0, skipped: 1 });
    expect(await deadLetters(house)).toHaveLength(1);
  });
});

/** A transport without an answer to what is asked of the bucket, until the hour of its death is over. */
function deadly() {
  const dying: (() => void)[] = [];
  let isDeadly = true;
  return {
    transport: (real: Transport): Transport => ({
      ...real,
      handle: (request, options) => {
        if (!isDeadly || !request.hostname.startsWith(aBucket.name))
          return real.handle(request, options);
        return new Promise((_, reject) => dying.push(() => reject(new Error('dead'))));
      },
    }),
    end: () => {
      isDeadly = false;
    },
    /** Lambda kills a function whose time is up; here it lives on, and its timers with it. */
    buryAll: () => {
      for (const die of dying) die();
    },
  };
}

describe('a message over which the function dies', () => {
  test('is kept as unexpected when it has died of it five times', async () => {
    const spell = deadly();
    const house = await openHouse({ schedules: true, transport: spell.transport });

    await createBucket(house, aBucket);
    await house.clock.advance(2 * HOUR);
    const letters = await deadLetters(house);
    spell.end();
    await redrive(house, '--cause', 'unexpected');
    await house.clock.advance(10 * MINUTE);

    expect(letters).toMatchObject([
      {
        cause: 'unexpected',
        about: aBucket,
        attempts: 1,
        reason: 'the function ended over it without a word, every time',
        incident: 'unexpected/organization',
      },
    ]);
    expect(await ending(house, aBucket)).toBe('corrected');
    expect(await deadLetters(house)).toEqual([]);
    expect(notices(house)).toHaveLength(2);
    spell.buryAll();
  });
});

describe('a letter that cannot be kept', () => {
  test('stays in its queue, and is kept once it can be', async () => {
    const house = await openHouse({ schedules: true });
    const internal = new AwsError('InternalServerError', 'Internal server error', { status: 500 });
    house.organization.faults.next(10_000, { service: 'dynamodb' }, internal);

    post(house, 'no event at all');
    await house.clock.advance(10 * MINUTE);
    house.organization.faults.clear();
    const early = [unkept(house), (await deadLetters(house)).length];
    await house.clock.advance(HOUR);

    expect(early).toEqual([1, 0]);
    expect(unkept(house)).toBe(0);
    expect(await deadLetters(house)).toMatchObject([{ cause: 'malformed-message' }]);
    expect(notices(house)).toEqual([
      'opened: Messages cannot be understood in the organization: 1 message failed',
    ]);
  });
});

describe('letters that nobody can mend', () => {
  test('are gone when they are thrown away, and their incident is over', async () => {
    const house = await openHouse({ schedules: true });
    post(house, 'no event at all');
    post(house, '{}');
    await house.clock.advance(10 * MINUTE);

    const ran = await redrive(house, '--cause', 'malformed-message', '--discard');
    await house.clock.advance(10 * MINUTE);

    expect(ran).toMatchObject({ code: 0, sent: 0, discarded: 2 });
    expect(await deadLetters(house)).toEqual([]);
    expect(notices(house)).toEqual([
      'opened: Messages cannot be understood in the organization: 2 messages failed',
      'closed: Over: Messages cannot be understood in the organization',
    ]);
  });

  test('are the same letters if they are sent back all the same', async () => {
    const house = await openHouse({ schedules: true });
    post(house, 'no event at all');
    await house.clock.advance(10 * MINUTE);
    const [before] = await deadLetters(house);

    await redrive(house);
    await house.clock.advance(10 * MINUTE);

    expect(await deadLetters(house)).toMatchObject([{ id: before?.id, body: before?.body }]);
    expect(notices(house)).toHaveLength(1);
  });
});

describe('buckets that failed without a letter', () => {
  async function deniedHouse(): Promise<House> {
    const house = await openHouse({ schedules: true });
    const restore = house.organization.revoke(memberRole, 's3:PutInventoryConfiguration');
    for (const name of ['one', 'two', 'three']) await createBucket(house, bucketNamed(name));
    await house.clock.advance(2 * HOUR);
    restore();
    return house;
  }

  test('are all tried again at a word, and their incident is over', async () => {
    const house = await deniedHouse();

    const ran = await redrive(house, '--cause', 'denied');
    await house.clock.advance(10 * MINUTE);

    expect(ran).toMatchObject({ code: 0, sent: 0, checked: 3 });
    for (const name of ['one', 'two', 'three']) {
      expect(await ending(house, bucketNamed(name))).toBe('corrected');
    }
    expect(notices(house).map((text) => text.split(':')[0])).toEqual(['opened', 'closed']);
    expect((await ledgerEntry(house, bucketNamed('one'))).incident).toBeUndefined();
  });
});
