/** An inventory configuration in S3's own terms and in canonical form: two that mean the same are deeply equal. */
export interface Inventory {
  readonly Id: string;
  readonly IsEnabled: boolean;
  /** `All` or `Current`. */
  readonly IncludedObjectVersions: string;
  /** `Daily` or `Weekly`. */
  readonly Schedule: { readonly Frequency: string };
  readonly Destination: { readonly S3BucketDestination: InventoryDestination };
  readonly Filter?: { readonly Prefix: string };
  /** A set: sorted, each name once, absent when empty. */
  readonly OptionalFields?: readonly string[];
}

interface InventoryDestination {
  /** `arn:<partition>:s3:::<name>` */
  readonly Bucket: string;
  /** `CSV`, `ORC` or `Parquet`. */
  readonly Format: string;
  readonly AccountId?: string;
  readonly Prefix?: string;
  readonly Encryption?: InventoryEncryption;
}

export type InventoryEncryption =
  | { readonly SSES3: Readonly<Record<never, never>> }
  | { readonly SSEKMS: { readonly KeyId: string } };

/** An inventory configuration as the SDK types it: every member may be missing. */
export interface LooseInventory {
  readonly Id?: string | undefined;
  readonly IsEnabled?: boolean | undefined;
  readonly IncludedObjectVersions?: string | undefined;
  readonly Schedule?: { readonly Frequency?: string | undefined } | undefined;
  readonly Destination?:
    | { readonly S3BucketDestination?: LooseDestination | undefined }
    | undefined;
  readonly Filter?: { readonly Prefix?: string | undefined } | undefined;
  readonly OptionalFields?: readonly string[] | undefined;
}

interface LooseDestination {
  readonly Bucket?: string | undefined;
  readonly Format?: string | undefined;
  readonly AccountId?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Encryption?: LooseEncryption | undefined;
}

interface LooseEncryption {
  readonly SSES3?: object | undefined;
  readonly SSEKMS?: { readonly KeyId?: string | undefined } | undefined;
}

/**
 * The one form of a configuration that is compared: sets sorted and unique, what is empty left out, members in one order.
 * A required member that is missing becomes empty text, which no mandate can ask for. S3 promises no order of the
 * optional fields and answers an empty filter or list in several ways (facts A.2, A.3).
 */
export function canonical(configuration: LooseInventory): Inventory {
  const { Filter, OptionalFields = [] } = configuration;
  const fields = [...new Set(OptionalFields)].sort();
  return {
    Id: configuration.Id ?? '',
    IsEnabled: configuration.IsEnabled ?? false,
    IncludedObjectVersions: configuration.IncludedObjectVersions ?? '',
    Schedule: { Frequency: configuration.Schedule?.Frequency ?? '' },
    Destination: {
      S3BucketDestination: canonicalDestination(configuration.Destination?.S3BucketDestination),
    },
    ...(Filter?.Prefix && { Filter: { Prefix: Filter.Prefix } }),
    ...(fields.length > 0 && { OptionalFields: fields }),
  };
}

function canonicalDestination(destination: LooseDestination = {}): InventoryDestination {
  const { AccountId, Prefix, Encryption } = destination;
  const encryption = canonicalEncryption(Encryption);
  return {
    Bucket: destination.Bucket ?? '',
    Format: destination.Format ?? '',
    ...(AccountId && { AccountId }),
    ...(Prefix && { Prefix }),
    ...(encryption && { Encryption: encryption }),
  };
}

function canonicalEncryption(encryption: LooseEncryption = {}): InventoryEncryption | undefined {
  if (encryption.SSEKMS) return { SSEKMS: { KeyId: encryption.SSEKMS.KeyId ?? '' } };
  return encryption.SSES3 ? { SSES3: {} } : undefined;
}

/** Whether two configurations mean the same, id included. */
export function sameInventory(a: LooseInventory, b: LooseInventory): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

const OURS = 'stocktake-';

/** The id of the configuration that a rule brings: our prefix is what makes it ours. */
export function configurationId<R extends string>(rule: R): `stocktake-${R}` {
  return `${OURS}${rule}`;
}

/** The rule that brings the configuration of this id; undefined for one that is not ours. */
export function ruleOf(id: string): string | undefined {
  return isOurs(id) ? id.slice(OURS.length) : undefined;
}

/** Whether a configuration is ours by its id; every other one is foreign and never touched. */
export function isOurs(id: string): boolean {
  return id.startsWith(OURS);
}
