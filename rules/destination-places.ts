import { partitionOf } from './bucket.ts';
import type { Mandate, Rule } from './mandate.ts';
import { expand } from './placeholder.ts';
import { ruleRegions } from './rule-regions.ts';

/** A bucket that the mandate has reports put into, from one region. */
export interface DestinationPlace {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  /** The ARN of a report as it could be. */
  readonly objectArn: string;
  /** ARNs of the keys that reports there are encrypted with. */
  readonly keys: readonly string[];
  /** The accounts that send reports there. */
  readonly sources: readonly string[];
  /** Its name is made of the name of each bucket: there is no telling what must exist. */
  readonly isPerBucket: boolean;
}

/** Every bucket that the rules of a mandate name, in the regions that are governed, once. */
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

/** Accounts that share a bucket: all of them, unless its name holds the account's id. */
function groupsOf({ destination }: Rule, accounts: readonly string[]): (readonly string[])[] {
  return destination.bucket.includes('{account}') ? accounts.map((one) => [one]) : [accounts];
}

function placeOf(
  { id, destination }: Rule,
  region: string,
  sources: readonly string[],
): DestinationPlace {
  const { account, bucket: template, prefix = '', encryption } = destination;
  const [source = account] = sources;
  const fill = (text: string) => expand(text, { account: source, region, name: 'bucket' }, id);
  const bucket = fill(template);
  const key = [fill(prefix), 'report'].filter(Boolean).join('/');
  return {
    account,
    region,
    bucket,
    objectArn: `arn:${partitionOf(region)}:s3:::${bucket}/${key}`,
    keys: typeof encryption === 'object' ? [fill(encryption.kmsKey)] : [],
    sources,
    isPerBucket: template.includes('{bucket}'),
  };
}

function joined(known: DestinationPlace | undefined, place: DestinationPlace): DestinationPlace {
  return { ...place, keys: [...new Set([...(known?.keys ?? []), ...place.keys])] };
}
