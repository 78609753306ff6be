import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  type InventoryConfiguration,
  ListBucketInventoryConfigurationsCommand,
  PutBucketInventoryConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { repository } from '../repository.ts';
import type { Figure } from './figure.ts';

const BUCKETS = 1_000;
const AT_ONCE = 20;

/** What it took, from the first call until everything had come to rest. */
interface Effort {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of CPU, of the organization's process and the client's. */
  readonly cpu: number;
  /** Megabytes at the peak, of the organization's process. */
  readonly memory: number;
}

/**
 * A thousand buckets, created over HTTP by an ordinary client, until all of them are as the mandate wants; beside a client
 * that looks, puts and looks again itself.
 */
export async function thousandBuckets(): Promise<Figure[]> {
  const floor = await measure(undefined, createAndPut);
  const value = await measure(join(repository, 'mandate.yaml'), create);
  const name = `${BUCKETS} buckets over HTTP`;
  return [
    { name: `${name}, wall`, unit: 's', floor: floor.wall, value: value.wall },
    { name: `${name}, CPU`, unit: 's', floor: floor.cpu, value: value.cpu },
    { name: `${name}, peak memory`, unit: 'MB', floor: floor.memory, value: value.memory },
  ];
}

type Work = (s3: S3Client, bucket: string) => Promise<unknown>;

async function measure(mandateFile: string | undefined, work: Work): Promise<Effort> {
  const child = fork(
    join(import.meta.dirname, 'organization-process.ts'),
    mandateFile ? [mandateFile] : [],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  try {
    const { endpoint } = await nextMessage<{ readonly endpoint: string }>(child);
    const s3 = clientOf(endpoint);
    const effort = await effortOf(child, () => forEachBucket((bucket) => work(s3, bucket)));
    await mustAllHaveOne(s3);
    return effort;
  } finally {
    child.kill();
  }
}

function clientOf(endpoint: string): S3Client {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'anything' };
  return new S3Client({ endpoint, region: 'eu-west-1', credentials, forcePathStyle: true });
}

async function effortOf(child: ChildProcess, run: () => Promise<void>): Promise<Effort> {
  const before = await usage(child);
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  await run();
  const after = await usage(child);
  const wall = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpu = (after.cpu - before.cpu + (user + system) / 1_000) / 1_000;
  return { wall, cpu, memory: after.memory };
}

interface Usage {
  readonly cpu: number;
  readonly memory: number;
}

/** Answered once everything has come to rest. */
function usage(child: ChildProcess): Promise<Usage> {
  const answer = nextMessage<Usage>(child);
  child.send('report');
  return answer;
}

async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const [message] = await once(child, 'message');
  return message as Message;
}

async function forEachBucket(work: (bucket: string) => Promise<unknown>): Promise<void> {
  const waiting = Array.from({ length: BUCKETS }, (_, number) => `bench-shelf-${number}`);
  const worker = async () => {
    for (let bucket = waiting.shift(); bucket; bucket = waiting.shift()) await work(bucket);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function create(s3: S3Client, Bucket: string): Promise<unknown> {
  return s3.send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    }),
  );
}

/** What the enforce function would do, by hand. */
async function createAndPut(s3: S3Client, Bucket: string): Promise<void> {
  await create(s3, Bucket);
  const { Id } = inventory;
  await s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket }));
  await s3.send(
    new PutBucketInventoryConfigurationCommand({ Bucket, Id, InventoryConfiguration: inventory }),
  );
  await s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket }));
}

const inventory: InventoryConfiguration = {
  Id: 'stocktake-weekly',
  IsEnabled: true,
  IncludedObjectVersions: 'Current',
  Schedule: { Frequency: 'Weekly' },
  Destination: {
    S3BucketDestination: {
      Bucket: 'arn:aws:s3:::acme-inventory-eu-west-1',
      Format: 'CSV',
      AccountId: '222222222222',
    },
  },
  OptionalFields: ['Size', 'LastModifiedDate', 'StorageClass', 'ETag'],
};

/** A figure for work that was not done would be worth nothing. */
async function mustAllHaveOne(s3: S3Client): Promise<void> {
  await forEachBucket(async (Bucket) => {
    const answer = await s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket }));
    if (answer.InventoryConfigurationList?.[0]?.Id === inventory.Id) return;
    throw new Error(`${Bucket} has no inventory`);
  });
}
