import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { listInventories } from '../../../infra/aws/inventories.ts';
import { entries, recall } from '../../../infra/aws/ledger.ts';
import type { BucketEntry } from '../../../infra/aws/ledger-item.ts';
import type { Cloud, Place } from '../../../infra/cloud.ts';
import type { CallRecord } from '../../../infra/local/calls.ts';
import type { LocalOrganization } from '../../../infra/local/organization.ts';
import { AwsError } from '../../../infra/local/service.ts';
import type { WallClock } from '../../../infra/local/wall-clock.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import type { Cause } from '../../../rules/cause.ts';
import { isOurs } from '../../../rules/inventory.ts';
import type { State } from '../../../rules/outcome.ts';

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
  /** Puts a body on the work queue and waits until it is in the dead-letter queue. */
  poison(body: string): Promise<string>;
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

export interface Scenery {
  readonly organization: LocalOrganization;
  readonly clock: WallClock;
  /** Where the organization answers: `http://127.0.0.1:4577`. */
  readonly endpoint: string;
  /** With an operator's rights. */
  readonly cloud: Cloud;
  /** The hub's account. */
  readonly hub: string;
}

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 15;

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
    },
    poison: (body) => poison(scenery, body),
    secondPass: () => secondPass(scenery, stage),
  };
  return stage;
}

function clientOf({ endpoint }: Scenery, { account, region }: Place) {
  return { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'anything' } };
}

interface Look {
  readonly asWanted: boolean;
  readonly saw: string;
}

async function waitFor(look: () => Promise<Look>): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { asWanted, saw } = await look();
    if (asWanted) return saw;
    if (Date.now() > deadline) throw new Error(`after ${PATIENCE_MS / 1_000} s: ${saw}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
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

async function poison(scenery: Scenery, MessageBody: string): Promise<string> {
  const { settings } = scenery.cloud;
  const sqs = new SQSClient(clientOf(scenery, { account: scenery.hub, region: settings.region }));
  await sqs.send(new SendMessageCommand({ QueueUrl: settings.workQueueUrl, MessageBody }));
  const QueueUrl = settings.deadLetterQueueUrl;
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MessageAttributeNames: ['All'],
    WaitTimeSeconds: 5,
    VisibilityTimeout: 0, // it stays where everybody can look at it
  });
  const [letter] = (await sqs.send(receive)).Messages ?? [];
  if (letter?.Body !== MessageBody) throw new Error('it is not in the dead-letter queue');
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: letter.ReceiptHandle }));
  const said = (name: string) => letter.MessageAttributes?.[name]?.StringValue;
  return `in the dead-letter queue: ${said('cause')}, ${said('reason')}`;
}

/** What a bucket may be in at the end of the story without something being left to do. */
const settled: readonly (State | undefined)[] = ['compliant', 'drifted', 'exempt', 'unmatched'];

async function secondPass(scenery: Scenery, stage: Stage): Promise<string> {
  const { organization, cloud, clock } = scenery;
  const known = (await ledger(cloud)).filter(({ state }) => settled.includes(state));
  const start = clock.now();
  for (const { account, region, bucket } of known) {
    await stage.check({ account, region, name: bucket });
  }
  await waitFor(async () => {
    const checked = (await ledger(cloud)).filter((entry) => (entry.observedAt ?? 0) >= start);
    const asWanted = checked.length >= known.length;
    return { asWanted, saw: `${checked.length} of ${known.length} buckets checked` };
  });
  const since = organization.calls.filter(({ at }) => at >= start);
  const puts = since.filter(({ operation }) => operation === 'PutBucketInventoryConfiguration');
  if (puts.length > 0) throw new Error(`${puts.length} configurations were put`);
  const news = since.filter(isAnnouncement);
  if (news.length > 0) throw new Error(`${news.length} events were sent`);
  return `${known.length} buckets checked, nothing put, nobody told`;
}

/** The function's own events; ours are sent by an administrator. */
function isAnnouncement({ operation, caller }: CallRecord): boolean {
  return operation === 'PutEvents' && caller.includes(':assumed-role/');
}

function ledger(cloud: Cloud): Promise<BucketEntry[]> {
  return Array.fromAsync(entries(cloud));
}
