import { type AttributeValue, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { runSweep } from '../../../handlers/sweep/run-sweep.ts';
import { keyOf } from '../../../infra/aws/ledger-item.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { type LocalOrganization, startOrganization } from '../../../infra/local/organization.ts';
import { seededRandom } from '../../../infra/local/random.ts';
import type { Bucket } from '../../../infra/local/s3/bucket.ts';
import { defaultSeed, type Seed, type SeedAccount } from '../../../infra/local/seed.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { connectOperator } from '../../../test/flow/house.ts';
import { unwatched } from '../../../test/flow/sweeps.ts';
import { underBenchMandate } from '../bench-organization.ts';
import { putItems } from './put-items.ts';
import type { SweepSize } from './sweep-size.ts';

const DAY = 86_400_000;
/** Milliseconds since the epoch: when it is swept again. */
export const SWEPT_AT = Date.parse('2026-11-25T09:00:00Z');
const { hub, regions } = defaultSeed;

/**
 * An organization whose buckets were all swept a day ago. One bucket in each region really was, and was corrected; all others
 * are its copies, in S3 and in the ledger, and share with it what copies can.
 */
export async function startFilledOrganization(size: SweepSize): Promise<LocalOrganization> {
  let now = SWEPT_AT - DAY;
  const clock = { now: () => now, sleep: async () => undefined };
  const seed = seedOf(size);
  const random = seededRandom(1);
  const organization = await startOrganization({ seed, clock, random, functions: {} });
  await fill(organization, size);
  now = SWEPT_AT;
  return organization;
}

/** The accounts that have buckets. */
export function accountsOf({ accounts }: SweepSize): string[] {
  return Array.from({ length: accounts }, (_, number) => accountNamed(number));
}

function accountNamed(number: number): string {
  return String(300_000_000_000 + number);
}

function seedOf(size: SweepSize): Seed {
  const more = { unit: '', state: 'ACTIVE', tags: {}, role: 'present' } as const;
  const named = (id: string): SeedAccount => ({ id, name: `account-${id}`, ...more });
  const { organization, destination } = defaultSeed;
  const own = [organization.managementAccount, hub.account, destination.account];
  return { ...defaultSeed, accounts: [...own, ...accountsOf(size)].map(named) };
}

async function fill(organization: LocalOrganization, size: SweepSize): Promise<void> {
  const [account = ''] = accountsOf(size);
  const models = regions.map((region) => ({ account, region, name: `model-${region}` }));
  for (const model of models) organization.machines.s3.place(model);
  const cloud = underBenchMandate(connectOperator(organization));
  // The buckets for the reports are buckets as well.
  await runSweep(cloud, { accounts: [account, defaultSeed.destination.account] }, unwatched);
  const copies = models.map(async (model) => {
    const inventories = organization.machines.s3.find(model.name)?.inventories;
    return { region: model.region, inventories, item: await itemOf(cloud, model) };
  });
  const ledger = { ...hub, table: cloud.settings.ledgerTable };
  const { s3, tables } = organization.machines;
  for (const batch of batchesOf(await Promise.all(copies), size)) {
    for (const { bucket } of batch) s3.place(bucket);
    await putItems(
      tables,
      ledger,
      batch.map(({ item }) => item),
    );
  }
}

async function itemOf(cloud: Cloud, bucket: BucketRef): Promise<Item> {
  const answer = await cloud.hub(DynamoDBClient).send(new GetItemCommand(keyOf(cloud, bucket)));
  if (answer.Item?.state?.S !== 'compliant') throw new Error(`${bucket.name} is not compliant`);
  return answer.Item;
}

type Item = Readonly<Record<string, AttributeValue>>;

interface Model {
  readonly region: string;
  readonly inventories: Bucket['inventories'];
  readonly item: Item;
}

interface Copy {
  readonly bucket: BucketRef & Pick<Model, 'inventories'>;
  readonly item: Item;
}

/** As many as DynamoDB takes at a time. */
const BATCH = 25;

function* batchesOf(models: readonly Model[], size: SweepSize): Generator<Copy[]> {
  let batch: Copy[] = [];
  for (let number = 0; number < size.accounts * size.buckets; number += 1) {
    batch.push(copyOf(models[number % models.length] as Model, number, size));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function copyOf({ region, inventories, item }: Model, number: number, size: SweepSize): Copy {
  const account = accountNamed(Math.floor(number / size.buckets));
  const name = `bucket-${String(number).padStart(8, '0')}`;
  const isDrifted = size.oneDriftedIn !== undefined && number % size.oneDriftedIn === 0;
  return {
    bucket: { account, region, name, inventories: isDrifted ? undefined : inventories },
    item: {
      ...item,
      pk: { S: `ACCOUNT#${account}` },
      sk: { S: `BUCKET#${name}#${region}` },
      account: { S: account },
      bucket: { S: name },
    },
  };
}
