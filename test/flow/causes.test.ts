import { describe, expect, test } from '@jest/globals';
import { setEnforcement } from '../../infra/aws/enforcement.ts';
import { dropLetter } from '../../infra/aws/letters.ts';
import { AwsError } from '../../infra/local/service.ts';
import { type Cause, causes } from '../../rules/cause.ts';
import { aBucket, createBucket, deleteBucket, requestCheck, requestReview } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { deadLetters, ending, notices, ourWrites, post, waiting } from './traces.ts';

// Every cause of the table once, from the wire to the end: what the message does, what the ledger says, what people are told,
// and how it heals.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const puts = { service: 's3', operation: 'PutBucketInventoryConfiguration' };
const lists = { service: 's3', operation: 'ListBucketInventoryConfigurations' };
const describes = { service: 'organizations', operation: 'DescribeAccount' };

const OFTEN = 1_000_000;

/** One answer of AWS, for ever, and what comes of it. */
interface Case {
  readonly cause: Cause;
  /** Brings the trouble about; the bucket is created afterwards. Returns what heals it. */
  readonly strike: (house: House) => () => Promise<void> | void;
  /** How the first run ends. */
  readonly first: string;
  /** When patience is certainly spent, in milliseconds after the first run. */
  readonly patience: number;
  /** How the last run ends. */
  readonly last: string;
  /** How often the message was tried, at least and at most; of a dead letter its own count. */
  readonly tries: readonly [least: number, most: number];
  /** Whether the message is kept as a dead letter. */
  readonly isKept: boolean;
  /** What people are told. */
  readonly told: string;
}

function answering(match: typeof puts, error: AwsError) {
  return ({ organization }: House) => {
    organization.faults.next(OFTEN, match, error);
    return () => organization.faults.clear();
  };
}

const inAccount = 'in account 111111111111 (payments-prod)';

const cases: readonly Case[] = [
  {
    cause: 'throttled',
    strike: answering(
      puts,
      new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 }),
    ),
    first: 'deferred: throttled',
    patience: 70 * MINUTE,
    last: 'failed: throttled',
    tries: [10, 60],
    isKept: true,
    told: `AWS throttles us ${inAccount}: 1 bucket failed`,
  },
  {
    cause: 'unavailable',
    strike: answering(
      puts,
      new AwsError('InternalError', 'We encountered an internal error. Please try again.', {
        status: 500,
      }),
    ),
    first: 'deferred: unavailable',
    patience: 70 * MINUTE,
    last: 'failed: unavailable',
    tries: [10, 60],
    isKept: true,
    told: 'AWS does not answer properly in the organization: 1 bucket failed',
  },
  {
    cause: 'timeout',
    strike: answering(
      puts,
      new AwsError('RequestTimeout', 'Your socket connection was not read from in time.', {
        status: 400,
      }),
    ),
    first: 'deferred: timeout',
    patience: 70 * MINUTE,
    last: 'failed: timeout',
    tries: [10, 60],
    isKept: true,
    told: 'AWS does not answer in time in the organization: 1 bucket failed',
  },
  {
    cause: 'conflict',
    strike: answering(
      puts,
      new AwsError(
        'OperationAborted',
        'A conflicting conditional operation is currently in progress against this resource. Please try again.',
        { status: 409 },
      ),
    ),
    first: 'deferred: conflict',
    patience: 15 * MINUTE,
    last: 'failed: conflict',
    tries: [20, 200],
    isKept: true,
    told: `Somebody keeps changing inventory configurations ${inAccount}: 1 bucket failed`,
  },
  {
    cause: 'region-disabled',
    strike: answering(
      lists,
      new AwsError(
        'IllegalLocationConstraintException',
        'The eu-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.',
        { status: 400 },
      ),
    ),
    first: 'failed: region-disabled',
    patience: 5 * MINUTE,
    last: 'failed: region-disabled',
    tries: [1, 1],
    isKept: false,
    told: `A region is not enabled ${inAccount}: 1 bucket failed`,
  },
  {
    cause: 'denied-by-policy',
    strike: answering(
      puts,
      new AwsError(
        'AccessDenied',
        'User: arn:aws:sts::111111111111:assumed-role/stocktake-member/stocktake is not authorized to perform: s3:PutInventoryConfiguration on resource: "arn:aws:s3:::payments-orders" with an explicit deny in a service control policy',
        { status: 403 },
      ),
    ),
    first: 'deferred: denied-by-policy',
    patience: 2 * HOUR,
    last: 'failed: denied-by-policy',
    tries: [4, 4],
    isKept: false,
    told: `A policy of the organization denies our calls ${inAccount}: 1 bucket failed`,
  },
  {
    cause: 'denied',
    strike: ({ organization }) =>
      organization.revoke(
        'arn:aws:iam::111111111111:role/stocktake/stocktake-member',
        's3:PutInventoryConfiguration',
      ),
    first: 'deferred: denied',
    patience: 2 * HOUR,
    last: 'failed: denied',
    tries: [4, 4],
    isKept: false,
    told: `A permission is missing ${inAccount}: 1 bucket failed`,
  },
  {
    cause: 'too-many-configurations',
    strike: answering(
      puts,
      new AwsError(
        'TooManyConfigurations',
        'You are attempting to create a new configuration but have already reached the 1,000-configuration limit.',
      ),
    ),
    first: 'failed: too-many-configurations',
    patience: 5 * MINUTE,
    last: 'failed: too-many-configurations',
    tries: [1, 1],
    isKept: false,
    told: `A bucket has no room for another inventory ${inAccount}: 1 bucket failed`,
  },
  {
    cause: 'rejected',
    strike: answering(
      puts,
      new AwsError(
        'MalformedXML',
        'The XML you provided was not well-formed or did not validate against our published schema',
      ),
    ),
    first: 'failed: rejected',
    patience: 5 * MINUTE,
    last: 'failed: rejected',
    tries: [1, 1],
    isKept: false,
    told: 'S3 does not accept what the mandate asks for in rule weekly: 1 bucket failed',
  },
  {
    cause: 'destination-invalid',
    strike: answering(puts, new AwsError('InvalidS3DestinationBucket', 'Invalid bucket ARN.')),
    first: 'failed: destination-invalid',
    patience: 5 * MINUTE,
    last: 'failed: destination-invalid',
    tries: [1, 1],
    isKept: false,
    told: 'S3 does not accept the destination in rule weekly: 1 bucket failed',
  },
  {
    cause: 'wrong-region',
    strike: answering(
      lists,
      new AwsError(
        'AuthorizationHeaderMalformed',
        'The authorization header is malformed; the region is wrong',
      ),
    ),
    first: 'failed: wrong-region',
    patience: 5 * MINUTE,
    last: 'failed: wrong-region',
    tries: [1, 1],
    isKept: false,
    told: `A bucket is in no region that S3 names ${inAccount}: 1 bucket failed`,
  },
  {
    cause: 'unexpected',
    strike: answering(puts, new AwsError('ImATeapot', 'Short and stout.', { status: 418 })),
    first: 'deferred: unexpected',
    patience: 30 * MINUTE,
    last: 'failed: unexpected',
    tries: [3, 3],
    isKept: true,
    told: 'Something happened that Stocktake does not know in the organization: 1 bucket failed',
  },
];

describe.each(cases)('$cause', (one) => {
  test('is retried as it deserves, ends, is told once, and heals', async () => {
    const house = await openHouse({ schedules: true });
    const heal = one.strike(house);
    await createBucket(house, aBucket);
    await house.clock.advance(10 * SECOND);
    const first = await ending(house, aBucket);
    await house.clock.advance(one.patience);
    const last = await ending(house, aBucket);
    const kept = await deadLetters(house);
    const left = waiting(house);
    const told = notices(house);
    const tries = runsSeen(house);

    await heal();
    await requestCheck(house, aBucket);
    await house.clock.advance(10 * MINUTE);

    expect([first, last, left]).toEqual([one.first, one.last, 0]);
    expect(tries).toBeGreaterThanOrEqual(one.tries[0]);
    expect(tries).toBeLessThanOrEqual(one.tries[1]);
    expect(kept.map(({ cause }) => cause)).toEqual(one.isKept ? [one.cause] : []);
    expect(told).toEqual([`opened: ${one.told}`]);
    expect(await ending(house, aBucket)).toBe('corrected');
    expect(notices(house).slice(1)).toEqual([`closed: Over: ${one.told.split(':')[0]}`]);
  });
});

/** What the schedule does in a quarter of an hour, where days of it would take long. */
async function review(house: House): Promise<void> {
  for (let time = 0; time < 5; time += 1) {
    await requestReview(house);
    await house.clock.advance(3 * MINUTE);
  }
}

/** Every run plans first, hence lists the bucket's inventories; the SDK's own further attempts do not count. */
function runsSeen({ organization }: House): number {
  const listed = organization.calls.filter(
    ({ operation, bucket, caller }) =>
      operation === lists.operation &&
      bucket === aBucket.name &&
      caller.includes('stocktake-member'),
  );
  return listed.length;
}

describe('not-yet-visible', () => {
  test('is retried for ten minutes and ends quietly as gone', async () => {
    const house = await openHouse({ schedules: true });
    const missing = new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
      status: 404,
    });
    house.organization.faults.next(OFTEN, lists, missing);

    await createBucket(house, aBucket);
    await house.organization.settle();
    const first = await ending(house, aBucket);
    await house.clock.advance(15 * MINUTE);

    expect(first).toBe('deferred: not-yet-visible');
    expect(await ending(house, aBucket)).toBe('gone');
    expect([notices(house), await deadLetters(house), waiting(house)]).toEqual([[], [], 0]);
  });
});

describe('role-not-ready', () => {
  const newcomer = { ...aBucket, account: '666666666666', name: 'newcomer-first' };

  test('waits for a day, is told after a quarter of an hour, kept in the end, and heals', async () => {
    const house = await openHouse();
    await createBucket(house, newcomer);
    await house.clock.advance(20 * MINUTE);
    await review(house);
    const [told] = notices(house);
    await house.clock.advance(DAY + HOUR);
    const last = await ending(house, newcomer);
    const kept = await deadLetters(house);

    house.organization.addRole(newcomer.account);
    await house.clock.advance(5 * MINUTE);
    await requestCheck(house, newcomer);
    await review(house);

    expect(told).toBe(
      'opened: The member role is missing in account 666666666666 (newcomer): 1 bucket waiting',
    );
    expect(last).toBe('failed: role-not-ready');
    expect(kept).toMatchObject([{ cause: 'role-not-ready', about: newcomer }]);
    expect(await ending(house, newcomer)).toBe('corrected');
    expect(notices(house).slice(1)).toEqual([
      'closed: Over: The member role is missing in account 666666666666 (newcomer)',
    ]);
  });
});

describe('wrong-owner', () => {
  test('is told at once, nothing is written, and is over when the name is free again', async () => {
    const house = await openHouse({ schedules: true });
    const claimed = { ...aBucket, account: '444444444444' };
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);
    const before = ourWrites(house);

    await requestCheck(house, claimed);
    await house.clock.advance(2 * MINUTE);
    const ended = await ending(house, claimed);
    const told = notices(house);
    await deleteBucket(house, aBucket);
    await requestCheck(house, claimed);
    await house.clock.advance(15 * MINUTE);

    expect(ended).toBe('failed: wrong-owner');
    expect(ourWrites(house)).toEqual(before);
    expect(told).toEqual([
      'opened: A bucket belongs to somebody else in account 444444444444 (payments-dev): 1 bucket failed',
    ]);
    expect(await ending(house, claimed)).toBe('gone');
    expect(notices(house)).toHaveLength(2);
  });
});

describe('malformed-message', () => {
  test('is kept at once, told, and over when it is thrown away', async () => {
    const house = await openHouse({ schedules: true });

    post(house, '{"account": "111111111111", "detail": {"bucketName": "payments-orders"');
    await house.clock.advance(3 * MINUTE);
    const [letter] = await deadLetters(house);
    const told = notices(house);
    await dropLetter(house.operator, letter?.id ?? '');
    await house.clock.advance(10 * MINUTE);

    expect(letter).toMatchObject({
      cause: 'malformed-message',
      attempts: 1,
      about: { account: '111111111111', name: 'payments-orders' },
    });
    expect(told).toEqual([
      'opened: Messages cannot be understood in the organization: 1 message failed',
    ]);
    expect(notices(house)).toHaveLength(2);
  });
});

describe('unreadable', () => {
  const internal = new AwsError('ServiceException', 'Try again later.', { status: 500 });

  test('writes nothing meanwhile, is kept after an hour, told, and heals', async () => {
    const house = await openHouse({ schedules: true });
    house.organization.faults.next(OFTEN, describes, internal);
    await createBucket(house, aBucket);
    await house.clock.advance(80 * MINUTE);
    const kept = await deadLetters(house);
    const told = notices(house);
    const written = ourWrites(house);

    house.organization.faults.clear();
    await requestCheck(house, aBucket);
    await dropLetter(house.operator, kept[0]?.id ?? '');
    await house.clock.advance(10 * MINUTE);

    expect(written).toEqual([]);
    expect(kept).toMatchObject([{ cause: 'unreadable', about: aBucket }]);
    expect(told).toEqual([
      'opened: Stocktake cannot read what it needs in the organization: 1 bucket failed',
    ]);
    expect(await ending(house, aBucket)).toBe('corrected');
    expect(notices(house)).toHaveLength(2);
  });
});

describe('halted', () => {
  test('waits for hours and is nobody’s incident', async () => {
    const house = await openHouse();
    await setEnforcement(house.operator, 'halted');
    await createBucket(house, aBucket);
    await house.clock.advance(3 * HOUR);
    await review(house);
    const meanwhile = await ending(house, aBucket);

    await setEnforcement(house.operator, 'correct');
    await house.clock.advance(75 * SECOND);

    expect(meanwhile).toBe('deferred: halted');
    expect(await ending(house, aBucket)).toBe('corrected');
    expect([notices(house), await deadLetters(house)]).toEqual([[], []]);
  });
});

test('no cause of the table is left out', () => {
  const beside: readonly Cause[] = [
    'not-yet-visible',
    'role-not-ready',
    'wrong-owner',
    'malformed-message',
    'undelivered', // test/flow/dead-letters.test.ts
    'unreadable',
    'halted',
  ];

  expect(new Set([...cases.map(({ cause }) => cause), ...beside])).toEqual(
    new Set(Object.keys(causes)),
  );
});
