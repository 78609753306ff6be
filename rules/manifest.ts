import * as z from 'zod';
import type { Inventory } from './inventory.ts';
import { listed } from './listed.ts';

const Text = z.string();

/** Of a report's manifest what is checked. */
const Manifest = z.object({
  sourceBucket: Text,
  destinationBucket: Text,
  fileFormat: Text,
  fileSchema: Text,
  files: z.array(z.object({ key: Text })),
});

/**
 * What is wrong with the manifest of a report, in a sentence; undefined for one that is as the mandate wants it.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
 *
 * @param text of `manifest.json`, as it was found.
 * @param source the bucket that was to be counted.
 */
export function manifestFault(
  text: string,
  source: string,
  inventory: Inventory,
): string | undefined {
  const manifest = readManifest(text);
  if (!manifest) return 'what lies there as its manifest is none';
  // Whoever wrote it may have written anything.
  return faultOf(manifest, source, inventory)?.slice(0, 300);
}

function faultOf(
  manifest: z.infer<typeof Manifest>,
  source: string,
  { IncludedObjectVersions, OptionalFields = [], Destination }: Inventory,
): string | undefined {
  const { sourceBucket, destinationBucket, fileFormat, fileSchema } = manifest;
  const { Bucket, Format } = Destination.S3BucketDestination;
  if (sourceBucket !== source) return `it is of the bucket ${sourceBucket}`;
  if (nameIn(destinationBucket) !== nameIn(Bucket)) return `it was made for ${destinationBucket}`;
  if (fileFormat !== Format) return `it is in ${fileFormat}, not in ${Format}`;
  const wanted = [
    ...keys,
    ...(IncludedObjectVersions === 'All' ? versions : []),
    ...OptionalFields,
  ];
  const columns = new Set(columnsOf(fileSchema).map(folded));
  const missing = wanted.filter((column) => !columns.has(folded(column)));
  return missing.length > 0 ? `it lacks ${listed(missing)}` : undefined;
}

const keys = ['Bucket', 'Key'];
const versions = ['VersionId', 'IsLatest', 'IsDeleteMarker'];

function readManifest(text: string): z.infer<typeof Manifest> | undefined {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** AWS's own examples name the destination by its ARN in some places, and by its name in others. */
function nameIn(arnOrName: string): string {
  return arnOrName.slice(arnOrName.lastIndexOf(':') + 1);
}

/**
 * The columns of a schema, however it is written:
 *
 * | CSV     | `Bucket, Key, Size, ETag`                                                  |
 * | ORC     | `struct<bucket:string,key:string,size:bigint,e_tag:string>`                |
 * | Parquet | `message s3.inventory { required binary bucket (UTF8); optional int64 size; }` |
 */
function columnsOf(schema: string): string[] {
  return [...schema.matchAll(memberOf(schema))].map(([member]) => member);
}

function memberOf(schema: string): RegExp {
  if (/^\s*struct\b/.test(schema)) return /\w+(?=\s*:)/g;
  if (/^\s*message\b/.test(schema))
    return /(?<=\b(?:required|optional|repeated)\s+\w+(?:\(\d+\))?\s+)\w+/g;
  return /\w+/g;
}

/** A column is `ETag` in one format and `e_tag` in the others. */
function folded(column: string): string {
  return column.replaceAll('_', '').toLowerCase();
}
