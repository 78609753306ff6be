/** What the key of a file beside a report's manifest says. */
export interface ReportPlace {
  /** As the configuration has it; empty for none. */
  readonly prefix: string;
  /** The bucket that was counted. */
  readonly source: string;
  /** Of the configuration. */
  readonly id: string;
  /** Milliseconds since the epoch, to the minute: when S3 began to count. */
  readonly at: number;
  /** Where the manifest and its checksum are, without a slash at its end. */
  readonly folder: string;
}

/**
 * What the key of a report's checksum tells; undefined for any other key:
 * `inventory/111111111111/payments-orders/stocktake-daily/2026-11-24T09-05Z/manifest.checksum`.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
 */
export function reportPlace(key: string): ReportPlace | undefined {
  const parts = form.exec(key)?.groups as Parts | undefined;
  if (!parts) return undefined;
  const { folder, prefix = '', source, id, day, hours, minutes } = parts;
  const at = Date.parse(`${day}T${hours}:${minutes}:00Z`);
  return Number.isNaN(at) ? undefined : { prefix, source, id, at, folder };
}

type Parts = Readonly<Record<'folder' | 'source' | 'id' | 'day' | 'hours' | 'minutes', string>> & {
  readonly prefix?: string;
};

const form =
  /^(?<folder>(?:(?<prefix>.+)\/)?(?<source>[^/]+)\/(?<id>[^/]+)\/(?<day>\d{4}-\d\d-\d\d)T(?<hours>\d\d)-(?<minutes>\d\d)Z)\/manifest\.checksum$/;
