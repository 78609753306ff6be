import type { BucketPage, ListedBucket } from '../../infra/aws/buckets.ts';
import { type BucketEntry, blankEntry, refOf } from '../../infra/aws/ledger-item.ts';
import { entriesWithin, type Stretch } from '../../infra/aws/ledger-pages.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { type AccountTally, counted, type Judged } from '../../rules/account-tally.ts';
import { isDirectoryBucket } from '../../rules/bucket.ts';
import type { State } from '../../rules/outcome.ts';
import { permitted } from '../../rules/plan.ts';
import { concurrently } from '../concurrently.ts';
import type { Run } from '../run.ts';
import { checkBucket } from './check-bucket.ts';
import { type Directories, noDirectories } from './directories.ts';
import { settleReports } from './overdue.ts';
import { surveyBucket } from './survey-bucket.ts';
import type { Watch } from './watch.ts';

/** How far a sweep has got with the listing of an account. Plain data: it travels between the steps as JSON. */
export interface Cursor {
  /** Asks S3 for the next page; absent for the first. */
  readonly token?: string | undefined;
  /** The last bucket of the page before. */
  readonly after?: string | undefined;
  /** Milliseconds since the epoch: when the listing of the account began. */
  readonly startedAt: number;
  /** Milliseconds since the epoch: whatever was created later should have been announced; absent where nobody listened yet. */
  readonly watched?: number | undefined;
  /** Milliseconds since the epoch: whatever was seen until then is no news of this sweep. */
  readonly seenUntil?: number | undefined;
  /** The account's directory buckets, which are on no page: there are never many. Absent until they have been listed. */
  readonly directories?: Directories | undefined;
  /** In which the account had buckets before. */
  readonly regions?: readonly string[] | undefined;
  readonly tally: AccountTally;
}

/** Whose buckets are looked at, in which sweep. */
export interface AccountOfSweep {
  readonly account: string;
  readonly sweep: number;
}

interface PageToSurvey extends AccountOfSweep, Pick<Watch, 'told' | 'skipped'> {
  readonly page: BucketPage;
}

/** So many buckets of an account are looked at side by side: about as many reads per second as S3 takes from everybody. */
export const BUCKETS_AT_ONCE = 16;

/**
 * Looks at every bucket on a page of an account's listing, and at those that the ledger has there and S3 does not list.
 *
 * @returns where to go on: without a token it was the last page.
 * @throws when something could not be read or written down: then the page is done again, and nothing twice.
 */
export async function surveyPage(
  cloud: Cloud,
  { account, sweep, page, told, skipped }: PageToSurvey,
  cursor: Cursor,
): Promise<Cursor> {
  const { buckets, next } = page;
  const upTo = next === undefined ? undefined : buckets.at(-1)?.name;
  const stretch = { after: cursor.after, upTo };
  const { entries, unreadable } = await entriesWithin(cloud, account, stretch);
  for (const key of unreadable) skipped(account, key);
  const { directories = noDirectories } = cursor;
  const others = directories.found.filter(({ name }) => isWithin(name, stretch));
  let tally = { ...cursor.tally, unreadable: cursor.tally.unreadable + unreadable.length };
  await concurrently(
    matched([...buckets, ...others, ...unseenIn(entries, directories)], entries),
    BUCKETS_AT_ONCE,
    async (pair) => {
      const run = await lookAt(cloud, pair, sweep);
      tally = counted(tally, judgedAs(pair, run, cursor));
      told(run);
    },
  );
  for (const entry of entries) {
    // Whatever deleted it, nobody waits for its reports any more.
    if (entry.state === 'gone')
      await settleReports(cloud, entry, { outcome: 'gone', demanded: [] });
  }
  return { ...cursor, token: next, after: upTo, tally };
}

/** Where directory buckets could not be listed, what the ledger has of them is taken for there until S3 says otherwise. */
function unseenIn(entries: readonly BucketEntry[], { unlisted }: Directories): ListedBucket[] {
  return entries
    .filter(({ bucket, region }) => isDirectoryBucket(bucket) && unlisted.includes(region))
    .filter(({ state }) => state !== 'gone')
    .map((entry) => ({ ...refOf(entry), createdAt: entry.createdAt ?? 0 }));
}

function isWithin(name: string, { after = '', upTo }: Stretch): boolean {
  return name > after && (upTo === undefined || name <= upTo);
}

/** A bucket as S3 lists it and as the ledger has it. */
interface Pair {
  readonly listed?: ListedBucket | undefined;
  readonly known: BucketEntry;
}

function* matched(
  buckets: readonly ListedBucket[],
  entries: readonly BucketEntry[],
): Generator<Pair> {
  const left = new Map(entries.map((entry) => [keyOf(entry.bucket, entry.region), entry]));
  for (const listed of buckets) {
    const key = keyOf(listed.name, listed.region);
    yield { listed, known: left.get(key) ?? blankEntry(listed) };
    left.delete(key);
  }
  for (const known of left.values()) {
    if (known.state !== 'gone' || isUntold(known)) yield { known };
  }
}

/** Somebody found it gone, and died before he told it. */
function isUntold({ announced }: BucketEntry): boolean {
  return announced !== undefined && announced !== 'gone';
}

function keyOf(name: string, region: string): string {
  return `${name} ${region}`;
}

function lookAt(cloud: Cloud, { listed, known }: Pair, sweep: number): Promise<Run> {
  if (listed) return surveyBucket(cloud, known, sweep);
  // Most likely it was deleted, and no event told; whoever asks S3 for it will see.
  return checkBucket(cloud, known, { unlisted: true });
}

function judgedAs({ listed, known }: Pair, run: Run, cursor: Cursor): Judged {
  const { region, name } = run.bucket;
  const wanted = run.awaits === undefined ? [] : permitted(run).map(({ action }) => action);
  return {
    region,
    name,
    listedAs: listed?.createdAt,
    outcome: run.outcome,
    wasJudged: wasJudged(known),
    wanted,
    isMissed: listed !== undefined && isMissed(listed, known, cursor),
  };
}

/**
 * One that a sweep has found, and that nobody was told of, still waits for its first judgement. Of one that is in trouble it is
 * no surprise that there is something to correct.
 */
function wasJudged({ state, awaits, announced }: BucketEntry): boolean {
  if (state === undefined || unsettled.includes(state)) return false;
  return awaits === undefined || announced !== undefined;
}

const unsettled: readonly State[] = ['gone', 'deferred', 'failed'];

/** Whether a bucket was created while somebody listened, and no event has told of it. */
function isMissed(
  { createdAt }: ListedBucket,
  known: BucketEntry,
  { watched, seenUntil = watched }: Cursor,
): boolean {
  if (watched === undefined || seenUntil === undefined) return false;
  const seenAt = known.state === 'gone' ? undefined : known.seenAt;
  const isNew = createdAt >= watched && (seenAt === undefined || seenAt > seenUntil);
  return isNew && known.createdAt === undefined;
}
