import type { BucketRef } from './bucket.ts';
import { partitionOf } from './bucket.ts';
import {
  canonical,
  configurationId,
  type Inventory,
  type InventoryEncryption,
} from './inventory.ts';
import type { Destination, Enforcement, Rule } from './mandate.ts';
import { fieldsLackingOn } from './optional-fields.ts';
import { expand } from './placeholder.ts';

/** What the mandate demands of one bucket. */
export interface Desired {
  readonly inventories: readonly DesiredInventory[];
  /** Ids of rules that are exempt or undecided here: neither demanded nor surplus. */
  readonly kept: readonly string[];
  /** Whether surplus configurations of ours are removed. */
  readonly prune: boolean;
  /** Set when the mandate does not govern the bucket at all: then nothing on it can be surplus. */
  readonly ungoverned?: true;
}

export interface DesiredInventory {
  readonly rule: string;
  readonly enforcement: Enforcement;
  /** Why a rule that corrects does not do so here, or not yet. */
  readonly withheld?: string | undefined;
  readonly inventory: Inventory;
}

/**
 * The inventory that a rule demands of a bucket, placeholders expanded, in canonical form; without the fields that cannot be
 * had of such a bucket.
 */
export function desiredInventory(
  { id, inventory, destination }: Rule,
  bucket: BucketRef,
): Inventory {
  const fill = (template: string) => expand(template, bucket, id);
  const { account, bucket: name, prefix = '', encryption } = destination;
  const lacking = fieldsLackingOn(bucket.name, inventory.fields);
  return canonical({
    Id: configurationId(id),
    IsEnabled: inventory.enabled,
    IncludedObjectVersions: inventory.versions,
    Schedule: { Frequency: inventory.frequency },
    Destination: {
      S3BucketDestination: {
        Bucket: `arn:${partitionOf(bucket.region)}:s3:::${fill(name)}`,
        Format: inventory.format,
        // Always: without it S3 does not check whose bucket it delivers to (facts A.4).
        AccountId: account,
        Prefix: fill(prefix),
        Encryption: encryptionOf(encryption, fill),
      },
    },
    Filter: { Prefix: inventory.filter?.prefix },
    OptionalFields: inventory.fields.filter((field) => !lacking.includes(field)),
  });
}

function encryptionOf(
  encryption: Destination['encryption'],
  fill: (template: string) => string,
): InventoryEncryption | undefined {
  if (encryption === undefined) return undefined;
  return encryption === 'SSE-S3' ? { SSES3: {} } : { SSEKMS: { KeyId: fill(encryption.kmsKey) } };
}
