import { type ListedBucket, listDirectoryBuckets } from '../../infra/aws/buckets.ts';
import { failureOf } from '../../infra/aws/failure.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { concurrently } from '../concurrently.ts';
import { markUnlisted } from './unlisted.ts';

interface Where {
  readonly account: string;
  readonly regions: Iterable<string>;
}

/** What S3 lists by itself and region by region. */
export interface Directories {
  readonly found: readonly ListedBucket[];
  /** The regions in which they could not be listed. */
  readonly unlisted: readonly string[];
}

export const noDirectories: Directories = { found: [], unlisted: [] };

const REGIONS_AT_ONCE = 4;

/**
 * The directory buckets of an account; none where the mandate leaves them alone. A region whose directory buckets cannot be
 * listed becomes part of the incident of the cause, and holds the others up no longer than that.
 *
 * @throws DynamoDB's errors.
 */
export async function directoriesIn(
  cloud: Cloud,
  { account, regions }: Where,
): Promise<Directories> {
  if ((await cloud.mandate()).directoryBuckets === 'ignore') return noDirectories;
  const found: ListedBucket[] = [];
  const unlisted: string[] = [];
  await concurrently(regions, REGIONS_AT_ONCE, async (region) => {
    const place = { account, region };
    const listed = await Array.fromAsync(listDirectoryBuckets(cloud, place)).catch(failureOf);
    if (!('cause' in listed)) return void found.push(...listed);
    unlisted.push(region);
    // Where a policy of the organization denies it to us, it most likely lets nobody make any; one that we know speaks for itself.
    if (listed.cause === 'denied-by-policy') return;
    const what = `directory buckets of account ${account} in ${region}`;
    await markUnlisted(cloud, { key: keyOfDirectories(place), what, ...place }, listed);
  });
  return { found, unlisted };
}

/** Where it is kept that the directory buckets of a region could not be listed. */
export function keyOfDirectories(place: { readonly account: string; readonly region: string }) {
  return { pk: `ACCOUNT#${place.account}`, sk: `DIRECTORIES#${place.region}` };
}
