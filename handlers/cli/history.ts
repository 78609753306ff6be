import { KnownFailure } from '../../infra/aws/failure.ts';
import { type BucketMoment, momentsOf } from '../../infra/aws/history.ts';
import { entriesNamed } from '../../infra/aws/ledger-entries.ts';
import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import { findBuckets } from '../../infra/aws/reports.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { type TimelineEvent, timelineOf } from '../../rules/timeline.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { timelineLines } from './show/timeline-lines.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly bucket: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly json: boolean;
}

/** A bucket, and what is known of its life. */
export interface BucketLife {
  readonly bucket: BucketRef;
  /** What the ledger says of it now; absent once a bucket has been gone for long. */
  readonly entry?: BucketEntry | undefined;
  readonly events: readonly TimelineEvent[];
}

/**
 * `stocktake history`: what has happened to a bucket. Reads the ledger only.
 *
 * @throws KnownFailure `unreadable` when the ledger cannot be read, or knows nothing of such a bucket.
 */
export async function history(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect();
  const { bucket: name, account, region } = request;
  const accounts = account ? [account] : await accountsWith(cloud, name);
  const found = await Promise.all(accounts.map((one) => livesIn(cloud, one, name)));
  const lives = found.flat().filter(({ bucket }) => !region || bucket.region === region);
  if (lives.length === 0) throw new KnownFailure('unreadable', nothingOf(request));
  if (request.json) printDocument(world.out, { buckets: lives.map(documentOf) });
  else
    printLines(
      world.out,
      lives.flatMap((life) => timelineLines(world.out, life)),
    );
  return 0;
}

async function accountsWith(cloud: Cloud, name: string): Promise<string[]> {
  const buckets = await findBuckets(cloud, name);
  return [...new Set(buckets.map(({ account }) => account))].toSorted();
}

async function livesIn(cloud: Cloud, account: string, name: string): Promise<BucketLife[]> {
  const entries = await entriesNamed(cloud, account, name);
  const moments = await momentsOf(cloud, account, name);
  const regions = [...entries, ...moments.map(({ bucket }) => bucket)].map(({ region }) => region);
  return [...new Set(regions)].sort().map((region) => {
    const entry = entries.find((one) => one.region === region);
    return lifeOf({ account, region, name }, entry, moments);
  });
}

function lifeOf(
  bucket: BucketRef,
  entry: BucketEntry | undefined,
  moments: readonly BucketMoment[],
): BucketLife {
  const own = moments.filter((moment) => moment.bucket.region === bucket.region);
  return { bucket, entry, events: timelineOf(entry, own) };
}

function nothingOf({ bucket, account, region }: Request): string {
  const place = [account && `account ${account}`, region].filter(Boolean).join(', ');
  const advice = 'a bucket that is long gone is found with --account';
  return `the ledger knows nothing of a bucket ${bucket}${place ? ` in ${place}` : `; ${advice}`}`;
}

function documentOf({ bucket, entry, events }: BucketLife): object {
  const { state, cause, since } = entry ?? {};
  const { account, region, name } = bucket;
  return {
    account,
    region,
    bucket: name,
    ...(state && { state }),
    ...(cause && { cause }),
    ...(since && { since }),
    events,
  };
}
