import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BuiltFunction, buildFunction } from '../build/build-function.ts';
import { bundle } from '../build/bundle.ts';
import { bundleSize } from '../build/bundle-size.ts';
import { repository } from '../repository.ts';
import type { Figure } from './figure.ts';
import { median } from './median.ts';

const SAMPLES = 25;

/** The least that a function needs which writes to S3: the client and its commands. */
const bareClient = `
import {
  DeleteBucketInventoryConfigurationCommand,
  GetBucketTaggingCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketsCommand,
  PutBucketInventoryConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
const s3 = new S3Client({ region: 'eu-west-1' });
const commands = [
  DeleteBucketInventoryConfigurationCommand,
  GetBucketTaggingCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketsCommand,
  PutBucketInventoryConfigurationCommand,
];
export const handler = async () => [s3, commands];
`;

/** How long Lambda would take to load the enforce function, and how much it is, beside a bundle of a bare S3 client. */
export async function coldImport(): Promise<Figure[]> {
  const folder = await mkdtemp(join(repository, '.cache', 'cold-import-'));
  try {
    const bare = join(folder, 'bare');
    const bareSize = bundleSize(
      await bundle({ name: 'index', entry: { contents: bareClient }, folder: bare }),
    );
    const ours = join(folder, 'bucket-changed');
    const size = await buildFunction({ name: 'bucket-changed', folder: ours }, emptyMandate);
    return [await importTimes(bare, ours), ...sizes(bareSize.start, size)];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const emptyMandate = {
  version: 1,
  rules: [],
  exemptions: [],
  prune: false,
  limits: { changed: 25, deleted: 50, failed: 10 },
  directoryBuckets: 'enforce',
} as const;

function sizes(floor: number, { start, whole }: BuiltFunction): Figure[] {
  return [
    { name: 'what a cold start reads', unit: 'KB', floor: floor / 1_000, value: start / 1_000 },
    {
      name: 'the whole bundle',
      unit: 'KB',
      floor: floor / 1_000,
      value: whole / 1_000,
      target: { value: 600 },
    },
  ];
}

/** In turns, so that a busy moment of the machine hits both. */
async function importTimes(bare: string, ours: string): Promise<Figure> {
  const floors: number[] = [];
  const values: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    floors.push(await importTime(bare));
    values.push(await importTime(ours));
  }
  const name = 'cold import of the enforce function';
  const target = { ratio: 1.5 };
  return { name, unit: 'ms', floor: median(floors), value: median(values), target };
}

const run = promisify(execFile);

/** Milliseconds that a fresh process takes for the import alone. */
async function importTime(folder: string): Promise<number> {
  const script = `
    const start = performance.now();
    await import(${JSON.stringify(join(folder, 'index.mjs'))});
    console.log(performance.now() - start);
    process.exit();`;
  const node = ['--input-type=module', '--eval', script];
  const { stdout } = await run(process.execPath, node, { env: { ...process.env, ...settings } });
  return Number(stdout);
}

/** The function checks them when it is loaded. */
const settings = {
  AWS_REGION: 'eu-west-1',
  LEDGER_TABLE: 'ledger',
  HUB_BUS: 'stocktake',
  WORK_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/100000000002/stocktake-work',
  DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/100000000002/stocktake-dead-letter',
  MEMBER_ROLE: 'stocktake/stocktake-member',
  ENFORCEMENT_PARAMETER: '/stocktake/enforcement',
  ORGANIZATION_ID: 'o-stocktake1',
};
