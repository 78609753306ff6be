import { busEvent } from '../bus-event.ts';
import { randomLetters } from '../identity/unique-id.ts';
import type { Bucket } from './bucket.ts';
import type { S3World } from './s3-world.ts';
import type { StoredObject } from './stored-object.ts';

/** Who puts an object, as EventBridge tells it. */
export interface Putter {
  /** An account, or a service of AWS. */
  readonly requester: string;
  readonly sourceAddress: string;
  readonly requestId?: string;
}

export interface Put {
  readonly bucket: Bucket;
  readonly key: string;
  readonly object: StoredObject;
}

/** Keeps an object, and tells EventBridge where the bucket says so. */
export function storeObject(world: S3World, put: Put, putter: Putter): void {
  const { bucket, key, object } = put;
  bucket.objects ??= new Map();
  bucket.objects.set(key, object);
  if (bucket.tellsEventBridge) tell(world, put, putter);
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function tell(world: S3World, { bucket, key, object }: Put, putter: Putter): void {
  const { random } = world.ground;
  const { account, region, name } = bucket;
  const { requester, sourceAddress, requestId = randomLetters(random, 16) } = putter;
  const at = object.storedAt;
  const detail = {
    version: '0',
    bucket: { name },
    object: {
      key,
      size: object.body.length,
      etag: object.etag.replaceAll('"', ''),
      sequencer: world.nextSequencer(at),
    },
    'request-id': requestId,
    requester,
    'source-ip-address': sourceAddress,
    reason: 'PutObject',
  };
  const resources = [`arn:aws:s3:::${name}`];
  const facts = { detailType: 'Object Created', source: 'aws.s3', account, region, at, resources };
  world.publish(account, region, busEvent({ ...facts, detail }, random));
}

/** Hexadecimal numbers of one length that only grow: of two events the later one has the greater. */
export function createSequencer(): (at: number) => string {
  let count = 0;
  return (at) => {
    count += 1;
    const parts = [
      at.toString(16).padStart(12, '0'),
      (count % 0x1_00_00_00).toString(16).padStart(6, '0'),
    ];
    return parts.join('').toUpperCase();
  };
}
