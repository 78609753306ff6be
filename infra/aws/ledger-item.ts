import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { BucketRef } from '../../rules/bucket.ts';
import { type Cause, isCause } from '../../rules/cause.ts';
import type { Report, Reports } from '../../rules/delivery.ts';
import type { Agreement } from '../../rules/exemption.ts';
import { isOutcome, isState, type Outcome, type State } from '../../rules/outcome.ts';
import type { Change } from '../../rules/plan.ts';
import type { Cloud } from '../cloud.ts';
import { agreementIn } from './agreement-item.ts';
import { KnownFailure } from './failure.ts';

/** What one run found out about a bucket. */
export interface Observation {
  readonly outcome: Outcome;
  readonly cause?: Cause | undefined;
  /** Milliseconds since the epoch: when the facts were read. Orders observations. */
  readonly observedAt: number;
  /** The rules that apply. */
  readonly rules: readonly string[];
  /** Ids of configurations of ours that no rule demands. */
  readonly surplus: readonly string[];
  /** Milliseconds since the epoch: when the bucket was certainly gone. Not every answer that it is not there proves that. */
  readonly goneSince?: number | undefined;
  /** Why, where the outcome alone does not say: an inactive account, a kind of bucket without inventory. */
  readonly reason?: string | undefined;
  /** Of a bucket that is exempt: what was agreed. */
  readonly exemption?: Agreement | undefined;
  /** The rule whose configuration was refused. */
  readonly refusedRule?: string | undefined;
  /** Digest of our configurations on the bucket, where they were seen. */
  readonly configuration?: string | undefined;
  /** Number of the sweep that will correct the bucket. */
  readonly awaits?: number | undefined;
  /** Digest of the mandate by which the bucket was judged, if it was. */
  readonly mandate?: string | undefined;
  /** What differed from the mandate; what is `permitted` of it has been done. */
  readonly changes?: readonly Change[] | undefined;
  /** ARN of whoever made the call that led to the run, as its event tells. */
  readonly actor?: string | undefined;
}

/** A bucket in the ledger. Times are ISO 8601 in `since` and `checkedAt`, milliseconds since the epoch elsewhere. */
export interface BucketEntry {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  /** Undefined while only the birth is known. */
  readonly state?: State | undefined;
  readonly outcome?: Outcome | undefined;
  readonly cause?: Cause | undefined;
  readonly since?: string | undefined;
  readonly checkedAt?: string | undefined;
  readonly observedAt?: number | undefined;
  readonly rules: readonly string[];
  readonly surplus: readonly string[];
  readonly reason?: string | undefined;
  readonly exemption?: Agreement | undefined;
  readonly creator?: string | undefined;
  readonly createdAt?: number | undefined;
  readonly deletedAt?: number | undefined;
  /** The state that was last told to the world. */
  readonly announced?: State | undefined;
  /** When the bucket came into that state. */
  readonly announcedSince?: string | undefined;
  /** Name of the spot of the incident that the bucket is part of. */
  readonly incident?: string | undefined;
  /** Milliseconds since the epoch: when we last changed something on the bucket. */
  readonly correctedAt?: number | undefined;
  /** The last report of each rule's configuration. */
  readonly reports: Reports;
  /** Milliseconds since the epoch: when the bucket was first looked at. */
  readonly seenAt?: number | undefined;
  /** Digest of our configurations on the bucket when they were last seen. */
  readonly configuration?: string | undefined;
  /** Number of the sweep that has found something to correct, and has not done so yet. */
  readonly awaits?: number | undefined;
  /** Digest of the mandate by which the bucket was judged when something was last written of it. */
  readonly mandate?: string | undefined;
}

type Item = Readonly<Record<string, AttributeValue>>;

/** Where a bucket stands: `ACCOUNT#111111111111` / `BUCKET#payments-raw#eu-west-1`: by name, as S3 lists them. */
export function keyOf(cloud: Cloud, { account, region, name }: BucketRef) {
  return {
    TableName: cloud.settings.ledgerTable,
    Key: { pk: { S: `ACCOUNT#${account}` }, sk: { S: `BUCKET#${name}#${region}` } },
  };
}

/** The items that are of buckets, and the sort keys of those that seem to be and nobody can tell of which. */
export interface ReadItems {
  readonly entries: BucketEntry[];
  readonly unreadable: string[];
}

/** Reads back what stands under buckets' keys. Somebody may have edited the table by hand: that ends nobody's reading. */
export function entriesOf(items: readonly Item[]): ReadItems {
  const named = items.filter(({ sk }) => sk?.S?.startsWith('BUCKET#'));
  return {
    entries: named.filter(isWhole).map(entryOf),
    unreadable: named.filter((item) => !isWhole(item)).map(({ sk }) => sk?.S ?? ''),
  };
}

/** Old buckets may have names that no new one can have. What the item says of itself, if anything, is what its key says. */
function isWhole({ pk, sk, bucket, region }: Item): boolean {
  const key = /^BUCKET#([^#]+)#([a-z]+(?:-[a-z0-9]+)+)$/.exec(sk?.S ?? '');
  if (!key || !/^ACCOUNT#\d{12}$/.test(pk?.S ?? '')) return false;
  return (bucket?.S ?? key[1]) === key[1] && (region?.S ?? key[2]) === key[2];
}

/** Reads an item back. Words that we do not have mean that the bucket was never judged. */
export function entryOf(item: Item): BucketEntry {
  const text = (name: string) => item[name]?.S;
  const one = <Word extends string>(name: string, is: (word: string) => word is Word) => {
    const word = text(name);
    return word !== undefined && is(word) ? word : undefined;
  };
  const count = (name: string) => (item[name]?.N === undefined ? undefined : Number(item[name].N));
  const list = (name: string) => (item[name]?.L ?? []).flatMap(({ S }) => S ?? []);
  const [, bucket = '', region = ''] = (text('sk') ?? '').split('#');
  return {
    account: (text('pk') ?? '').slice('ACCOUNT#'.length),
    region,
    bucket,
    state: one('state', isState),
    outcome: one('outcome', isOutcome),
    cause: one('cause', isCause),
    since: text('since'),
    checkedAt: text('checkedAt'),
    observedAt: count('observedAt'),
    rules: list('rules'),
    surplus: list('surplus'),
    reason: text('reason'),
    exemption: agreementIn(item.exemption),
    ...bornAs(text('creator'), count('createdAt'), count('deletedAt')),
    announced: one('announced', isState),
    announcedSince: text('announcedSince'),
    incident: text('incident'),
    correctedAt: count('correctedAt'),
    reports: reportsIn(item),
    seenAt: count('seenAt'),
    configuration: text('configuration'),
    awaits: count('awaits'),
    mandate: text('mandate'),
  };
}

/** The attribute of a bucket that keeps the last report of a rule's configuration. */
export function reportAttribute(rule: string): string {
  return `report:${rule}`;
}

function reportsIn(item: Item): Reports {
  const prefix = reportAttribute('');
  const own = Object.entries(item).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, { M }]) => [name.slice(prefix.length), reportIn(M)]));
}

function reportIn(map: Item = {}): Report {
  const time = (name: string) => (map[name]?.N === undefined ? undefined : Number(map[name].N));
  return {
    at: time('at'),
    heardAt: time('heardAt'),
    fault: map.fault?.S,
    isOverdue: map.overdue?.BOOL || undefined,
  };
}

/** The entry of a bucket that the ledger has never heard of. */
export function blankEntry({ account, region, name }: BucketRef): BucketEntry {
  return { account, region, bucket: name, rules: [], surplus: [], reports: {} };
}

/** Which bucket an entry is of. */
export function refOf({
  account,
  region,
  bucket,
}: Pick<BucketEntry, 'account' | 'region' | 'bucket'>): BucketRef {
  return { account, region, name: bucket };
}

/** A creator counts until the bucket is deleted: the next bucket of that name is somebody else's. */
function bornAs(creator?: string, createdAt?: number, deletedAt?: number) {
  const alive = createdAt !== undefined && createdAt >= (deletedAt ?? 0);
  return {
    creator: alive ? creator : undefined,
    createdAt: alive ? createdAt : undefined,
    deletedAt,
  };
}

/** What every reader of the ledger makes of a failure: who cannot remember must not write. */
export function unreadableLedger(cause: unknown): never {
  const message = `the ledger cannot be read: ${(cause as Error).message}`;
  throw new KnownFailure('unreadable', message, { cause });
}
