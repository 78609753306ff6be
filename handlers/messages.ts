import * as z from 'zod/mini';
import type { BucketRef } from '../rules/bucket.ts';
import { safeText } from '../rules/template-safe.ts';
import { parseJson } from './parse-json.ts';

/** A hint which bucket to look at. What to do about it is decided from facts read fresh. */
export interface Sighting {
  readonly bucket: BucketRef;
  readonly event: 'created' | 'deleted' | 'tagged' | 'inventory-changed' | 'check';
  /** Milliseconds since the epoch: the event's own time. */
  readonly at: number;
  /** The one fact that only an event knows: ARN of the role or user that created the bucket. */
  readonly creator?: string | undefined;
  /** ARN of the role or user that changed its inventories or deleted it: text of somebody else, and no reason for anything. */
  readonly actor?: string | undefined;
}

export type Message =
  | { readonly kind: 'sighting'; readonly sighting: Sighting }
  /** Nothing happened; somebody wants to know whether we could do our work. `account` is the hub's. */
  | { readonly kind: 'heartbeat'; readonly account: string }
  | Unread;

/** `reason` is one short line that can be shown anywhere, whatever the message holds. */
interface Unread {
  readonly kind: 'ignored' | 'malformed';
  readonly reason: string;
}

// The small zod, a sixth of the whole: a cold start reads it. It speaks no language unless told.
z.config(z.locales.en());

const Account = z.string().check(z.regex(/^\d{12}$/, 'expected 12 digits'));
// As long as it may be, and no longer: it becomes part of a key in the ledger, which has its bounds.
const Region = z
  .string()
  .check(z.regex(/^[a-z]{2,8}(-[a-z]{1,16}){1,3}-\d$/, 'expected a region code'));
const BucketName = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,254}$/, 'expected a bucket name'));
/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html: 2,048 characters at most. */
const Arn = z.string().check(z.regex(/^arn:aws[!-~]{1,2040}$/, 'expected an ARN'));

/** Of an EventBridge event only what decides how to read the rest. */
const Envelope = z.object({
  source: z.string(),
  'detail-type': z.string(),
  account: Account,
  region: Region,
  time: z.iso.datetime({ offset: true }),
  detail: z.record(z.string(), z.unknown()),
});
type Envelope = z.infer<typeof Envelope>;

const SessionIssuer = z.object({ arn: z.optional(Arn) });

const UserIdentity = z.object({
  accountId: z.optional(Account),
  arn: z.optional(Arn),
  sessionContext: z.optional(z.object({ sessionIssuer: z.optional(SessionIssuer) })),
});

const RequestParameters = z.object({
  bucketName: z.optional(BucketName),
  /** Of TagResource and UntagResource: a bucket, or something else of S3 that has tags. */
  resourceArn: z.optional(z.string()),
  CreateBucketConfiguration: z.nullish(z.object({ LocationConstraint: z.optional(z.string()) })),
});

/** A CloudTrail record: AWS facts C.0 say which fields may be missing. */
const CallRecord = z.object({
  eventName: z.string(),
  errorCode: z.optional(z.string()),
  recipientAccountId: z.optional(Account),
  userIdentity: z.optional(UserIdentity),
  requestParameters: z.nullish(RequestParameters),
  resources: z.nullish(z.array(z.object({ accountId: z.optional(z.string()) }))),
});
type CallRecord = z.infer<typeof CallRecord>;

const Check = z.object({ account: Account, region: Region, bucket: BucketName });

type Reader = (envelope: Envelope, memberRole: string) => Message;

/** Every kind of event that means something to us, by source and detail-type. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ['aws.s3 · AWS API Call via CloudTrail', readCall],
  ['aws.s3express · AWS API Call via CloudTrail', readCall],
  ['stocktake · Bucket Check Requested', readCheck],
  ['stocktake · Heartbeat Requested', ({ account }) => ({ kind: 'heartbeat', account })],
]);

const calls: ReadonlyMap<string, Sighting['event']> = new Map([
  ['CreateBucket', 'created'],
  ['DeleteBucket', 'deleted'],
  ['PutBucketTagging', 'tagged'],
  ['DeleteBucketTagging', 'tagged'],
  // What the console and CloudFormation call instead: S3 User Guide, buckets-tagging-enable-abac.
  ['TagResource', 'tagged'],
  ['UntagResource', 'tagged'],
  ['PutBucketInventoryConfiguration', 'inventory-changed'],
  ['DeleteBucketInventoryConfiguration', 'inventory-changed'],
]);

/**
 * Reads the body of a message of the work queue: an EventBridge event, as JSON text.
 * Anything that cannot be a hint at one bucket of one account is malformed, with the reason in one line.
 *
 * @param memberRole path and name of our own role in members, whose writes are nobody's drift.
 */
export function readMessage(body: string, memberRole: string): Message {
  const document = parseJson(body);
  if (document === undefined) return { kind: 'malformed', reason: 'the body is not JSON' };
  const envelope = Envelope.safeParse(document);
  if (!envelope.success) return malformed(envelope.error, 'event');
  const { source, 'detail-type': type } = envelope.data;
  const read = readers.get(`${source} · ${type}`);
  if (!read) return unread('malformed', `nothing here reads '${type}' from '${source}'`);
  return read(envelope.data, memberRole);
}

function readCall(envelope: Envelope, memberRole: string): Message {
  const parsed = CallRecord.safeParse(envelope.detail);
  if (!parsed.success) return malformed(parsed.error, 'detail');
  const record = parsed.data;
  const event = calls.get(record.eventName);
  const idle = reasonToIgnore(envelope, record, memberRole);
  if (idle) return unread('ignored', idle);
  if (!event) return unread('ignored', `${record.eventName} does not concern inventories`);
  const quarrel = disagreement(envelope, record, event);
  if (quarrel) return { kind: 'malformed', reason: quarrel };
  const name = bucketOf(record);
  if (!name && record.requestParameters?.resourceArn) {
    return { kind: 'ignored', reason: 'what was tagged is no general purpose bucket' };
  }
  if (!name) return { kind: 'malformed', reason: 'detail.requestParameters.bucketName: missing' };
  const bucket = { account: envelope.account, region: regionOf(envelope, record), name };
  const sighting = { bucket, event, at: Date.parse(envelope.time), ...callerOf(event, record) };
  return { kind: 'sighting', sighting };
}

function bucketOf({ requestParameters }: CallRecord): string | undefined {
  const { bucketName, resourceArn = '' } = requestParameters ?? {};
  const named = /^arn:aws[a-z-]*:s3:::([^/]+)$/.exec(resourceArn)?.[1];
  return bucketName ?? BucketName.safeParse(named).data;
}

function reasonToIgnore(envelope: Envelope, record: CallRecord, memberRole: string) {
  if (record.errorCode) return `the call failed with ${record.errorCode}`;
  const issuer = record.userIdentity?.sessionContext?.sessionIssuer?.arn;
  if (issuer?.endsWith(`:role/${memberRole}`)) return 'our own write';
  // A caller from another account gets a copy of the record; the owner's copy is the one that counts.
  const owner = record.resources?.find(({ accountId }) => accountId)?.accountId;
  return owner && owner !== envelope.account ? 'the bucket belongs to another account' : undefined;
}

/** The envelope's account must be the record's; a bucket's owner is the account whose credentials created it. */
function disagreement(envelope: Envelope, record: CallRecord, event: Sighting['event']) {
  const { recipientAccountId: recipient, userIdentity } = record;
  if (recipient && recipient !== envelope.account) {
    return `the event is of account ${envelope.account}, its record of ${recipient}`;
  }
  const caller = userIdentity?.accountId;
  if (event === 'created' && caller && caller !== envelope.account) {
    return `the event is of account ${envelope.account}, but ${caller} created the bucket`;
  }
  return undefined;
}

/** Where the bucket is: a create sent to the global endpoint is recorded in us-east-1 whatever it asks for. */
function regionOf(envelope: Envelope, record: CallRecord): string {
  const asked = record.requestParameters?.CreateBucketConfiguration?.LocationConstraint;
  if (asked === 'EU') return 'eu-west-1';
  return Region.safeParse(asked).data ?? envelope.region;
}

/** The role, not the session: sessions are named by whoever assumes it. */
function callerOf(
  event: Sighting['event'],
  { userIdentity }: CallRecord,
): Pick<Sighting, 'creator' | 'actor'> {
  const caller = userIdentity?.sessionContext?.sessionIssuer?.arn ?? userIdentity?.arn;
  if (event === 'created') return { creator: caller };
  return event === 'inventory-changed' || event === 'deleted' ? { actor: caller } : {};
}

function readCheck(envelope: Envelope): Message {
  const check = Check.safeParse(envelope.detail);
  if (!check.success) return malformed(check.error, 'detail');
  const { account, region, bucket: name } = check.data;
  const sighting: Sighting = {
    bucket: { account, region, name },
    event: 'check',
    at: Date.parse(envelope.time),
  };
  return { kind: 'sighting', sighting };
}

function unread(kind: Unread['kind'], reason: string): Unread {
  return { kind, reason: safeText(reason, 200) };
}

function malformed(error: z.core.$ZodError, root: string): Message {
  const [issue] = error.issues;
  const place = [root, ...(issue?.path ?? [])].join('.');
  return { kind: 'malformed', reason: `${place}: ${issue?.message ?? 'not readable'}` };
}
