import { entries } from '../../infra/aws/ledger-entries.ts';
import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { createBucket, requestCheck } from '../../test/flow/actors.ts';
import { type House, openHouse } from '../../test/flow/house.ts';
import { ledgerEntry, waiting } from '../../test/flow/traces.ts';
import type { Figure } from './figure.ts';
import { type StormWatch, type Tally, watchStorm } from './storm-watch.ts';

const BUCKETS = 10_000;
/** As many are enough to know what a bucket costs that gives no trouble, once others have warmed everything up. */
const CALM_BUCKETS = 1_000;
const WARM_UP_BUCKETS = 300;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const place = { account: '111111111111', region: 'eu-west-1' };
const memberRole = `arn:aws:iam::${place.account}:role/stocktake/stocktake-member`;
const neighbour = { account: '444444444444', region: 'eu-west-1' };

/** A house that is watched. */
interface Scene {
  readonly house: House;
  readonly watch: StormWatch;
}

/** What a stretch of time has cost. */
interface Cost extends Omit<Tally, 'told'> {
  /** Milliseconds of CPU, the local organization's own included. */
  readonly cpu: number;
}

/**
 * Ten thousand new buckets of an account whose member role may not put inventories: until all are given up, and, once it may,
 * until all are well and the incident is closed. Beside it buckets that give no trouble, in the same house.
 *
 * @throws Error if any of it ends otherwise, and if a second pass over all buckets changes or tells anything.
 */
export async function storm(): Promise<Figure[]> {
  const watch = watchStorm();
  const house = await openHouse({ schedules: true, transport: watch.transport });
  const scene = { house, watch };
  await becomeCompliant(scene, bucketsNamed('warm', WARM_UP_BUCKETS));
  const quiet = await timeOfNeighbour(scene, 'in-quiet');
  const calm = await costOf(scene, () =>
    becomeCompliant(scene, bucketsNamed('calm', CALM_BUCKETS)),
  );
  const waits: number[] = [];
  const begin = house.clock.now();
  const rough = await costOf(scene, () => liveThrough(scene, waits));
  const days = Math.floor((house.clock.now() - begin) / DAY);
  await mustStayAsItIs(scene);
  await house.organization.close();
  return [
    noticesFigure(watch.tally(), days),
    { ...perBucket('ledgerWrites', 'writes', { calm, rough }), target: { ratio: 3.5 } },
    perBucket('calls', 'calls', { calm, rough }),
    perBucket('cpu', 'ms', { calm, rough }),
    {
      name: `${name}, somebody else’s bucket meanwhile`,
      unit: 'ms',
      floor: quiet,
      value: Math.max(...waits),
      target: { value: SECOND },
    },
  ];
}

const name = `storm of ${BUCKETS} buckets`;
const words = {
  ledgerWrites: 'ledger writes each',
  calls: 'AWS calls each',
  cpu: 'CPU each',
} as const satisfies Partial<Record<keyof Cost, string>>;

function noticesFigure({ told }: Tally, days: number): Figure {
  const kinds = ['Opened', 'Updated', 'Closed'];
  const [opened = 0, updated = 0, closed = 0] = kinds.map(
    (kind) => told[`Inventory Incident ${kind}`] ?? 0,
  );
  if (opened !== 1 || closed !== 1) throw new Error(`told: ${JSON.stringify(told)}`);
  const value = opened + updated + closed;
  return {
    name: `${name}, people are told`,
    unit: 'notices',
    floor: 2,
    value,
    target: { value: 2 + days },
  };
}

function perBucket(
  what: keyof typeof words,
  unit: Figure['unit'],
  { calm, rough }: { readonly calm: Cost; readonly rough: Cost },
): Figure {
  const floor = calm[what] / CALM_BUCKETS;
  return { name: `${name}, ${words[what]}`, unit, floor, value: rough[what] / BUCKETS };
}

function bucketsNamed(kind: string, count: number): readonly BucketRef[] {
  return Array.from({ length: count }, (_, index) => ({ ...place, name: `${kind}-${index}` }));
}

async function costOf({ watch }: Scene, work: () => Promise<void>): Promise<Cost> {
  const before = watch.tally();
  const cpuBefore = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  const { calls, ledgerWrites, s3Writes } = watch.tally();
  return {
    cpu: (user + system) / 1_000,
    calls: calls - before.calls,
    ledgerWrites: ledgerWrites - before.ledgerWrites,
    s3Writes: s3Writes - before.s3Writes,
  };
}

async function becomeCompliant(scene: Scene, buckets: readonly BucketRef[]): Promise<void> {
  for (const bucket of buckets) await createBucket(scene.house, bucket);
  await until(scene, () => waiting(scene.house) === 0);
  await mustAllBe(scene, buckets, 'compliant');
}

/** @param waits is filled with how long buckets of another account took meanwhile, in milliseconds. */
async function liveThrough(scene: Scene, waits: number[]): Promise<void> {
  const { house, watch } = scene;
  const restore = house.organization.revoke(memberRole, 's3:PutInventoryConfiguration');
  const buckets = bucketsNamed('storm', BUCKETS);
  for (const bucket of buckets) await createBucket(house, bucket);
  await until(scene, async (minute) => {
    if (minute % 10 === 0) waits.push(await timeOfNeighbour(scene, `in-storm-${minute}`));
    return watch.tally().told['Bucket Inventory Outcome failed'] === BUCKETS;
  });
  await mustAllBe(scene, buckets, 'failed');
  restore();
  for (const bucket of buckets) await requestCheck(house, bucket);
  waits.push(await timeOfNeighbour(scene, 'in-healing'));
  await until(scene, () => watch.tally().told['Inventory Incident Closed'] === 1);
  await mustAllBe(scene, buckets, 'compliant');
}

/** Asks every minute, and for no longer than a day. */
async function until(
  { house: { clock } }: Scene,
  isDone: (minute: number) => boolean | Promise<boolean>,
): Promise<void> {
  for (let minute = 0; minute * MINUTE < DAY; minute += 1) {
    if (await isDone(minute)) return;
    await clock.advance(MINUTE);
  }
  throw new Error('it took longer than a day');
}

/** Milliseconds by the virtual clock from the creation of a bucket in an account that is well until the last look at it. */
async function timeOfNeighbour({ house }: Scene, name: string): Promise<number> {
  const bucket = { ...neighbour, name: `neighbour-${name}` };
  const begin = house.clock.now();
  await createBucket(house, bucket);
  await house.clock.advance(30 * SECOND);
  const { outcome, observedAt = Number.NaN } = await ledgerEntry(house, bucket);
  if (outcome !== 'corrected') throw new Error(`${bucket.name} is ${outcome}`);
  return observedAt - begin;
}

/** A figure for work that was not done would be worth nothing. */
async function mustAllBe(
  { house }: Scene,
  buckets: readonly BucketRef[],
  state: NonNullable<BucketEntry['state']>,
): Promise<void> {
  const found = new Map<string, BucketEntry>();
  for await (const entry of entries(house.operator, place.account)) found.set(entry.bucket, entry);
  const odd = buckets.filter(({ name }) => found.get(name)?.state !== state);
  if (odd.length > 0) throw new Error(`${odd.length} buckets are not ${state}: ${odd[0]?.name}`);
}

/** Whoever looks at everything once more finds nothing to do and nothing to tell. */
async function mustStayAsItIs(scene: Scene): Promise<void> {
  const { house, watch } = scene;
  const before = watch.tally();
  const buckets = bucketsNamed('storm', BUCKETS);
  for (const bucket of buckets) await requestCheck(house, bucket);
  await until(scene, (minute) => minute > 5 && waiting(house) === 0);
  await mustAllBe(scene, buckets, 'compliant');
  const after = watch.tally();
  if (after.calls - before.calls < BUCKETS) throw new Error('nobody has looked again');
  const news = JSON.stringify(after.told);
  if (news !== JSON.stringify(before.told)) throw new Error(`a second pass tells: ${news}`);
  if (after.s3Writes !== before.s3Writes) throw new Error('a second pass writes to S3');
}
