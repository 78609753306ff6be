import { type ListedBucket, listDirectoryBuckets } from '../../infra/aws/buckets.ts';
import { failureOf } from '../../infra/aws/failure.ts';
import { clearHit } from '../../infra/aws/hits.ts';
import type { Stretch } from '../../infra/aws/ledger-pages.ts';
import type { Cloud, Place } from '../../infra/cloud.ts';
import { markUnlisted } from './unlisted.ts';

interface Where extends Stretch {
  readonly account: string;
  readonly regions: Iterable<string>;
}

/**
 * The directory buckets in a stretch of an account's names, which S3 lists by themselves and region by region; none where the
 * mandate leaves them alone. A region whose directory buckets cannot be listed becomes part of the incident of the cause, and
 * holds the others up no longer than that.
 *
 * @throws DynamoDB's errors.
 */
export async function directoriesIn(
  cloud: Cloud,
  { account, regions, after = '', upTo }: Where,
): Promise<ListedBucket[]> {
  if ((await cloud.mandate()).directoryBuckets === 'ignore') return [];
  const found = [...regions].map((region) => directoriesOf(cloud, { account, region }));
  const all = (await Promise.all(found)).flat();
  return all.filter(({ name }) => name > after && (upTo === undefined || name <= upTo));
}

async function directoriesOf(cloud: Cloud, place: Place): Promise<ListedBucket[]> {
  const { account, region } = place;
  const key = { pk: `ACCOUNT#${account}`, sk: `DIRECTORIES#${region}` };
  const listed = await Array.fromAsync(listDirectoryBuckets(cloud, place)).catch(failureOf);
  if (!('cause' in listed)) {
    await clearHit(cloud, key);
    return listed;
  }
  const what = `directory buckets of account ${account} in ${region}`;
  await markUnlisted(cloud, { key, what, account, region }, listed);
  return [];
}
