import { setTimeout } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { listInventories } from '../../../infra/aws/inventories.ts';
import { recall } from '../../../infra/aws/ledger.ts';
import type { BucketEntry } from '../../../infra/aws/ledger-item.ts';
import type { Cloud, Place } from '../../../infra/cloud.ts';
import type { Due } from '../../../infra/local/s3/deliver-inventory.ts';
import { AwsError } from '../../../infra/local/service.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import type { Cause } from '../../../rules/cause.ts';
import { isOurs } from '../../../rules/inventory.ts';
import type { State } from '../../../rules/outcome.ts';
import type { Exhibit } from './stage/exhibit.ts';
import { hears, reads } from './stage/hears.ts';
import { poison } from './stage/poison.ts';
import { closeDestination, type Delivered, deliverReports } from './stage/reports.ts';
import type { Scenery } from './stage/scenery.ts';
import { secondPass } from './stage/second-pass.ts';
import { silence } from './stage/silence.ts';
import { types } from './stage/types.ts';
import { type Look, waitFor } from './stage/wait-for.ts';

/** What a scene may do to the organization, and how it looks at what came of it. */
export interface Stage {
  /** An ordinary S3 client, over HTTP, acting as the administrator of an account. */
  s3(place: Place): S3Client;
  /** Waits until the bucket is as told, and says how it is. Throws if it does not come to that in a few seconds. */
  sees(bucket: BucketRef, wanted: Wanted): Promise<string>;
  /** Asks for a check of a bucket, as an operator would. */
  check(bucket: BucketRef): Promise<void>;
  addRole(account: string): void;
  /** Takes an action away from an account's member role; returns what gives it back. */
  revoke(account: string, action: string): () => void;
  /** Why the ledger says that a bucket is as it is. */
  why(bucket: BucketRef): Promise<string>;
  /** S3 answers the next `times` puts of inventories on this bucket with SlowDown. */
  throttle(times: number, bucket: BucketRef): void;
  /** Lets time pass at once, in milliseconds, after what is under way has come to rest. */
  skip(ms: number): Promise<void>;
  /** Puts a body on the work queue and waits until it is kept as a dead letter. */
  poison(body: string): Promise<string>;
  /** The mail that tells people of something that has happened. */
  hears(news: string): Promise<Exhibit[]>;
  /** What the chat channel shows of it. */
  reads(news: string): Promise<Exhibit>;
  /** Runs a command of ours, as an operator types it, and gives what it printed. Throws if it fails. */
  types(...words: readonly string[]): Promise<Exhibit>;
  /** Disables the rule that forwards events of a region; returns what enables it again. */
  silence(place: Place): Promise<() => Promise<void>>;
  /** Says that the ledger has never heard of a bucket. Throws if it has. */
  hasNever(bucket: BucketRef): Promise<string>;
  /** Empties the policy of the bucket that keeps the reports of a region; returns what puts it back. */
  closeDestination(region: string): Promise<() => Promise<void>>;
  /** S3 makes the reports that are due, or those; waits until the ledger knows of all that arrive. */
  deliverReports(due?: readonly Due[]): Promise<Delivered>;
  /** Checks every bucket of the ledger again and counts what was written and told. */
  secondPass(): Promise<string>;
}

interface Wanted {
  readonly state: State;
  readonly cause?: Cause;
  /** The ids of our configurations on the bucket, all of them, sorted. */
  readonly ours?: readonly string[];
  /** Ids of others' configurations that must be there. */
  readonly foreign?: readonly string[];
}

const WAKING_MS = 5;

/** The stage over a running organization. */
export function createStage(scenery: Scenery): Stage {
  const { organization, clock, cloud } = scenery;
  const stage: Stage = {
    s3: (place) => new S3Client(clientOf(scenery, place)),
    sees: (bucket, wanted) => waitFor(() => look(cloud, bucket, wanted)),
    check: (bucket) => requestCheck(scenery, bucket),
    addRole: (account) => organization.addRole(account),
    revoke: (account, action) =>
      organization.revoke(`arn:aws:iam::${account}:role/${cloud.settings.memberRole}`, action),
    why: async (bucket) => (await recall(cloud, bucket)).reason ?? 'nothing is written down',
    throttle: (times, { name }) => {
      const operation = 'PutBucketInventoryConfiguration';
      const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', {
        status: 503,
      });
      organization.faults.next(times, { service: 's3', operation, bucket: name }, slowDown);
    },
    async skip(ms) {
      await organization.settle();
      clock.skip(ms);
      // Whoever is due by then wakes by a timer of the machine; what he begins is to be over before more time passes.
      await setTimeout(WAKING_MS);
      await organization.settle();
    },
    poison: (body) => poison(scenery, body),
    hears: (news) => hears(scenery, news),
    reads: (news) => reads(scenery, news),
    types: (...words) => types(scenery, words),
    silence: (place) => silence(clientOf(scenery, place)),
    hasNever: async (bucket) => {
      const { state } = await recall(cloud, bucket);
      if (state) throw new Error(`it is ${state}`);
      return 'not in the ledger';
    },
    closeDestination: (region) => closeDestination(scenery, region),
    deliverReports: (due) => deliverReports(scenery, due),
    secondPass: () => secondPass(scenery, stage.check),
  };
  return stage;
}

function clientOf({ endpoint }: Scenery, { account, region }: Place) {
  return { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'anything' } };
}

async function look(cloud: Cloud, bucket: BucketRef, wanted: Wanted): Promise<Look> {
  const entry = await recall(cloud, bucket);
  const inState = entry.state === wanted.state && (!wanted.cause || entry.cause === wanted.cause);
  if (!inState || !(wanted.ours || wanted.foreign))
    return { asWanted: inState, saw: describe(entry) };
  const ids = (await listInventories(cloud, bucket)).map(({ Id }) => Id);
  const ours = ids.filter(isOurs);
  const foreign = ids.filter((id) => !isOurs(id));
  const asWanted =
    (!wanted.ours || ours.join() === wanted.ours.join()) &&
    (wanted.foreign ?? []).every((id) => foreign.includes(id));
  return { asWanted, saw: `${describe(entry)}: ${ids.join(', ') || 'no configuration'}` };
}

function describe({ state, cause }: BucketEntry): string {
  const known = state ?? 'not in the ledger yet';
  return cause ? `${known} (${cause})` : known;
}

async function requestCheck(scenery: Scenery, { account, region, name }: BucketRef): Promise<void> {
  const { settings } = scenery.cloud;
  const events = new EventBridgeClient(
    clientOf(scenery, { account: scenery.hub, region: settings.region }),
  );
  const request = {
    EventBusName: settings.hubBus,
    Source: 'stocktake',
    DetailType: 'Bucket Check Requested',
    Detail: JSON.stringify({ account, region, bucket: name }),
  };
  await events.send(new PutEventsCommand({ Entries: [request] }));
}
