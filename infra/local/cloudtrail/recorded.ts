import type {
  CreateBucketRequest,
  PutBucketInventoryConfigurationRequest,
  PutBucketTaggingRequest,
} from '@aws-sdk/client-s3';

type Parameters = Readonly<Record<string, unknown>>;

/** What an operation tells CloudTrail beside the bucket's name and the host. */
type Tell = (input: never) => Parameters;

const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * The management events of S3 that are recorded: its writes on buckets. Sub-resources appear as empty texts, bodies in the
 * shape of their XML. Source: AWS facts C.0 and the samples C.1 to C.8; those of inventory configurations are inferred there.
 */
export const recorded: ReadonlyMap<string, Tell> = new Map<string, Tell>([
  ['CreateBucket', tellCreation],
  ['DeleteBucket', () => ({})],
  ['PutBucketTagging', tellTags],
  ['DeleteBucketTagging', () => ({ tagging: '' })],
  [
    'PutBucketPolicy',
    ({ Policy }: { Policy?: string }) => ({ policy: '', bucketPolicy: readJson(Policy) }),
  ],
  ['DeleteBucketPolicy', () => ({ policy: '' })],
  ['PutBucketInventoryConfiguration', tellInventory],
  ['DeleteBucketInventoryConfiguration', ({ Id }: { Id?: string }) => ({ inventory: '', id: Id })],
]);

/** In us-east-1 there is no configuration to tell of. */
function tellCreation({ CreateBucketConfiguration: sent }: CreateBucketRequest): Parameters {
  if (!sent) return {};
  const { Tags, ...rest } = sent;
  const tags = Tags && { Tags: { Tag: Tags } };
  return { CreateBucketConfiguration: { ...rest, ...tags, xmlns } };
}

function tellTags({ Tagging }: PutBucketTaggingRequest): Parameters {
  return { tagging: '', Tagging: { xmlns, TagSet: { Tag: Tagging?.TagSet ?? [] } } };
}

function tellInventory({
  Id,
  InventoryConfiguration: sent,
}: PutBucketInventoryConfigurationRequest) {
  if (!sent) return { inventory: '', id: Id };
  const { OptionalFields, ...rest } = sent;
  const fields = OptionalFields && { OptionalFields: { Field: OptionalFields } };
  return { inventory: '', id: Id, InventoryConfiguration: { xmlns, ...rest, ...fields } };
}

/** Of directory buckets less is recorded: nothing of their inventories, and their tags are not put by these calls. */
const recordedOfDirectories: readonly string[] = [
  'CreateBucket',
  'DeleteBucket',
  'PutBucketPolicy',
  'DeleteBucketPolicy',
];

/**
 * Whether CloudTrail records an operation on a bucket of that kind.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export function isRecorded(operation: string, isDirectory: boolean): boolean {
  return isDirectory ? recordedOfDirectories.includes(operation) : recorded.has(operation);
}

function readJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
