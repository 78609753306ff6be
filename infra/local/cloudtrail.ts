import { busEvent, wholeSeconds } from './bus-event.ts';
import { isRecorded, recorded } from './cloudtrail/recorded.ts';
import { userIdentity } from './cloudtrail/user-identity.ts';
import type { Sessions } from './identity/sessions.ts';
import { isDirectoryBucket } from './s3/bucket.ts';
import type { AwsError, BusEvent, Call, Ground } from './service.ts';
import { uuid } from './uuid.ts';

/** A call that has come to its end. */
export interface FinishedCall {
  readonly call: Call;
  readonly input: object;
  readonly error?: AwsError | undefined;
}

export interface PublisherWorld {
  readonly ground: Ground;
  readonly sessions: Sessions;
  /** The account that a bucket belongs to. */
  ownerOf(bucket: string): string | undefined;
  /** Whether a trail records the writes of an account in a region: without one EventBridge hears nothing. */
  records(account: string, region: string): boolean;
  /** To the default bus of an account and region. */
  publish(account: string, region: string, event: BusEvent): void;
}

/**
 * CloudTrail, as far as events go: every recorded call is published in the caller's account, failed ones with their error,
 * and to the bucket's owner as well where that is somebody else. Source: AWS facts C.
 */
export function createCallPublisher(world: PublisherWorld): (finished: FinishedCall) => void {
  return (finished) => {
    const { call } = finished;
    if (call.service !== 's3' || !isRecorded(call.operation, isDirectory(finished))) return;
    const owner = world.ownerOf(bucketOf(finished));
    const sharedEventID =
      owner && owner !== call.caller.account ? uuid(world.ground.random) : undefined;
    publish(world, finished, { recipient: call.caller.account, sharedEventID });
    if (owner && sharedEventID) publish(world, finished, { recipient: owner, sharedEventID });
  };
}

interface Copy {
  readonly recipient: string;
  /** Of calls that two accounts hear of. */
  readonly sharedEventID: string | undefined;
}

function publish(world: PublisherWorld, finished: FinishedCall, copy: Copy): void {
  const { region, at } = finished.call;
  if (!world.records(copy.recipient, region)) return;
  const facts = {
    detailType: 'AWS API Call via CloudTrail',
    source: isDirectory(finished) ? 'aws.s3express' : 'aws.s3',
    account: copy.recipient,
    at,
    region,
    resources: [],
    detail: recordOf(world, finished, copy),
  };
  world.publish(copy.recipient, region, busEvent(facts, world.ground.random));
}

function recordOf(
  world: PublisherWorld,
  finished: FinishedCall,
  { recipient, sharedEventID }: Copy,
) {
  const { call, error } = finished;
  const { caller } = call;
  const { 'user-agent': userAgent = '' } = call.headers;
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(caller, world.sessions.find(caller.accessKeyId)),
    eventTime: wholeSeconds(call.at),
    eventSource: isDirectory(finished) ? 's3express.amazonaws.com' : 's3.amazonaws.com',
    eventName: call.operation,
    awsRegion: call.region,
    sourceIPAddress: '127.0.0.1',
    userAgent: `[${userAgent}]`,
    ...(error && { errorCode: error.code, errorMessage: error.message }),
    requestParameters: parametersOf(finished),
    responseElements: null,
    additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod: 'AuthHeader' },
    requestID: call.requestId,
    eventID: uuid(world.ground.random),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: recipient,
    ...(sharedEventID && { sharedEventID }),
    eventCategory: 'Management',
  };
}

/** Headers of S3's own appear under their names; those that every request has do not. */
function parametersOf(finished: FinishedCall): object {
  const { call, input } = finished;
  const { host = '' } = call.headers;
  const told = Object.entries(call.headers).filter(
    ([name]) =>
      name.startsWith('x-amz-') &&
      !/^x-amz-(date|content-|security-|user-|sdk-|checksum-|trailer|decoded-)/.test(name),
  );
  return {
    bucketName: bucketOf(finished),
    Host: host,
    ...recorded.get(call.operation)?.(input as never),
    ...Object.fromEntries(told),
  };
}

function isDirectory(finished: FinishedCall): boolean {
  return isDirectoryBucket(bucketOf(finished));
}

function bucketOf({ input }: FinishedCall): string {
  return 'Bucket' in input ? String(input.Bucket) : '';
}
