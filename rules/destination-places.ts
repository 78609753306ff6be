import { type BucketRef, partitionOf } from './bucket.ts';
import type { Inventory } from './inventory.ts';
import type { Mandate, Rule } from './mandate.ts';
import { expand } from './placeholder.ts';
import { ruleRegions } from './rule-regions.ts';

/** A bucket that the mandate has reports put into, from one region. */
export interface DestinationPlace {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  readonly deliveries: readonly Delivery[];
  /** Its name is made of the name of each bucket: there is no telling what must exist. */
  readonly isPerBucket: boolean;
}

/** What an account sends to a bucket. */
export interface Delivery {
  readonly source: string;
  /** The ARN of a report as it could be. */
  readonly objectArn: string;
  /** The ARN of the key that it is encrypted with, if it is one of ours. */
  readonly key: string | undefined;
}

/** Every bucket that the rules of a mandate name, in the regions that are governed, once, with all that is sent there. */
export function destinationPlaces(
  mandate: Mandate,
  regions: readonly string[],
  accounts: readonly string[],
): readonly DestinationPlace[] {
  const places = new Map<string, DestinationPlace>();
  for (const rule of mandate.rules) {
    for (const region of ruleRegions(rule, regions)) {
      for (const sources of groupsOf(rule, accounts)) {
        const place = placeOf(rule, region, sources);
        const key = `${place.account} ${region} ${place.bucket}`;
        places.set(key, joined(places.get(key), place));
      }
    }
  }
  return [...places.values()];
}

/** The place that the reports of one inventory of a bucket go to. */
export function placeOfReports(
  { account: source, region }: BucketRef,
  { Destination }: Inventory,
): DestinationPlace {
  const { Bucket, AccountId = source, Prefix, Encryption } = Destination.S3BucketDestination;
  const objectArn = [Bucket, Prefix, 'report'].filter(Boolean).join('/');
  const key = Encryption && 'SSEKMS' in Encryption ? Encryption.SSEKMS.KeyId : undefined;
  return {
    account: AccountId,
    region,
    bucket: Bucket.slice(Bucket.lastIndexOf(':') + 1),
    deliveries: [{ source, objectArn, key }],
    isPerBucket: false,
  };
}

/** Accounts that share a bucket: all of them, unless its name holds the account's id. */
function groupsOf({ destination }: Rule, accounts: readonly string[]): (readonly string[])[] {
  return destination.bucket.includes('{account}') ? accounts.map((one) => [one]) : [accounts];
}

function placeOf(rule: Rule, region: string, sources: readonly string[]): DestinationPlace {
  const { account, bucket: template } = rule.destination;
  const [source = account] = sources;
  const bucket = expand(template, { account: source, region, name: 'bucket' }, rule.id);
  return {
    account,
    region,
    bucket,
    deliveries: sources.map((one) => deliveryOf(rule, { source: one, region, bucket })),
    isPerBucket: template.includes('{bucket}'),
  };
}

function deliveryOf(
  { id, destination: { prefix = '', encryption } }: Rule,
  { source, region, bucket }: Record<'source' | 'region' | 'bucket', string>,
): Delivery {
  const fill = (text: string) => expand(text, { account: source, region, name: 'bucket' }, id);
  const path = [fill(prefix), 'report'].filter(Boolean).join('/');
  return {
    source,
    objectArn: `arn:${partitionOf(region)}:s3:::${bucket}/${path}`,
    key: typeof encryption === 'object' ? fill(encryption.kmsKey) : undefined,
  };
}

function joined(known: DestinationPlace | undefined, place: DestinationPlace): DestinationPlace {
  const all = [...(known?.deliveries ?? []), ...place.deliveries];
  const once = new Map(all.map((one) => [[one.source, one.objectArn, one.key].join(' '), one]));
  return { ...place, deliveries: [...once.values()] };
}
