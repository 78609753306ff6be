import {
  ListBucketInventoryConfigurationsCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { functionCloud } from '../../../handlers/cli/local/function-cloud.ts';
import { concurrently } from '../../../handlers/concurrently.ts';
import { runSweep } from '../../../handlers/sweep/run-sweep.ts';
import { BUCKETS_AT_ONCE } from '../../../handlers/sweep/survey-page.ts';
import { seededRandom } from '../../../infra/local/random.ts';
import { sumOf } from '../../../rules/sum.ts';
import { unwatched } from '../../../test/flow/sweeps.ts';
import { underBenchMandate } from '../bench-organization.ts';
import { accountsOf, SWEPT_AT } from './filled-organization.ts';
import { watchMemory } from './memory-watch.ts';
import { startRemoteOrganization } from './remote-organization.ts';
import type { SweepEffort } from './sweep-effort.ts';
import type { SweepSize } from './sweep-size.ts';
import { unitsFor } from './wire-tally.ts';

// Sweeps an organization of the size that is its argument, and says what that took: nothing else has warmed or littered the heap.

/** Until everything is compiled as well as it ever will be. */
const WARM_UP_BUCKETS = 5_000;
const BARE_LOOKS = 2_000;

const size = JSON.parse(process.argv[2] ?? '') as SweepSize;
const clock = { now: () => SWEPT_AT, sleep: async () => undefined };
const organization = await startRemoteOrganization(size, clock);
const { environment, requestHandler } = organization;
const outside = { requestHandler, clock, random: seededRandom(2) };
const cloud = underBenchMandate(functionCloud(environment, outside));
await warmUp();
process.send?.(await measure());
process.disconnect();
organization.close();

/** Of the last accounts, in which whatever is to be corrected is none of what is measured. */
async function warmUp(): Promise<void> {
  const accounts = accountsOf(size).slice(-10);
  for (let buckets = 0; buckets < WARM_UP_BUCKETS; ) {
    buckets += (await runSweep(cloud, { accounts }, unwatched)).listed;
  }
}

async function measure(): Promise<SweepEffort> {
  const bareBefore = await bareCpu();
  const before = await organization.report();
  const memory = watchMemory();
  const { cpu, result } = await cpuOf(() => runSweep(cloud, {}, unwatched));
  const { peak, kept } = memory.end();
  const after = await organization.report();
  const { listed: buckets, counts } = result;
  const each = (total: number) => total / buckets;
  return {
    buckets,
    corrected: counts.corrected ?? 0,
    cpu: each(cpu),
    bareCpu: (bareBefore + (await bareCpu())) / 2,
    organizationCpu: each(after.cpu - before.cpu),
    calls: each(sumOf(after.calls) - sumOf(before.calls)),
    leastReadUnits: each(unitsFor(after.bucketBytes - before.bucketBytes)),
    readUnits: each(after.readUnits - before.readUnits),
    ledgerWrites: after.ledgerWrites - before.ledgerWrites,
    memory: peak,
    kept,
    organizationMemory: before.memory,
  };
}

/** Milliseconds for one look at the configurations of a bucket, the least that any sweep needs: by clients of the SDK alone. */
async function bareCpu(): Promise<number> {
  const looks = await bareLooks();
  const look = async ({ s3, Bucket }: Look) => {
    await s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket }));
  };
  const { cpu } = await cpuOf(() => concurrently(looks, BUCKETS_AT_ONCE, look));
  return cpu / looks.length;
}

interface Look {
  readonly s3: S3Client;
  readonly Bucket: string | undefined;
}

async function bareLooks(): Promise<Look[]> {
  const looks: Look[] = [];
  for (const account of accountsOf(size).slice(0, BARE_LOOKS / size.buckets)) {
    const clients = new Map<string, S3Client>();
    const s3In = (region: string) => {
      const made = clients.get(region) ?? bareClient(account, region);
      clients.set(region, made);
      return made;
    };
    const { Buckets = [] } = await s3In('eu-west-1').send(new ListBucketsCommand());
    looks.push(
      ...Buckets.map(({ Name, BucketRegion = '' }) => ({ s3: s3In(BucketRegion), Bucket: Name })),
    );
  }
  return looks;
}

function bareClient(account: string, region: string): S3Client {
  const credentials = { accessKeyId: account, secretAccessKey: 'anything' };
  return new S3Client({ region, credentials, requestHandler });
}

async function cpuOf<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly cpu: number; readonly result: Result }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1_000, result };
}
