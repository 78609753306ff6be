import type { InventoryConfiguration } from '@aws-sdk/client-s3';
import type { StoredObject } from './stored-object.ts';

type Row = readonly [key: string, object: StoredObject];

/** What is known of an object here; other columns stay empty. */
const known: Readonly<Record<string, (bucket: string, row: Row) => string>> = {
  Bucket: (bucket) => bucket,
  Key: (_bucket, [key]) => encodeURIComponent(key).replaceAll('%2F', '/'),
  IsLatest: () => 'true',
  IsDeleteMarker: () => 'false',
  Size: (_bucket, [, { body }]) => String(body.length),
  LastModifiedDate: (_bucket, [, { storedAt }]) => new Date(storedAt).toISOString(),
  ETag: (_bucket, [, { etag }]) => etag.replaceAll('"', ''),
  StorageClass: () => 'STANDARD',
};

/** A line per object, every value in quotes, no line of headings. */
export function csvOf(
  bucket: string,
  rows: readonly Row[],
  configuration: InventoryConfiguration,
): string {
  const columns = columnsOf(configuration);
  const lineOf = (row: Row) =>
    columns.map((column) => `"${known[column]?.(bucket, row) ?? ''}"`).join(',');
  return rows.map((row) => `${lineOf(row)}\n`).join('');
}

/** The columns as each format names them in a manifest. */
export function fileSchema(configuration: InventoryConfiguration): string {
  const columns = columnsOf(configuration);
  const { Format } = configuration.Destination?.S3BucketDestination ?? {};
  if (Format === 'CSV') return columns.join(', ');
  if (Format === 'ORC') {
    return `struct<${columns.map((column) => `${snake(column)}:${typeOf(column)[0]}`).join(',')}>`;
  }
  const members = columns.map((column, at) => {
    const [type = '', annotation] = typeOf(column)[1].split(' ');
    const name = annotation ? `${snake(column)} ${annotation}` : snake(column);
    return `${at < 2 ? 'required' : 'optional'} ${type} ${name};`;
  });
  return `message s3.inventory { ${members.join(' ')} }`;
}

function columnsOf({ IncludedObjectVersions, OptionalFields = [] }: InventoryConfiguration) {
  const versions = ['VersionId', 'IsLatest', 'IsDeleteMarker'];
  return [
    'Bucket',
    'Key',
    ...(IncludedObjectVersions === 'All' ? versions : []),
    ...OptionalFields,
  ];
}

/** In ORC and in Parquet. */
function typeOf(column: string): readonly [orc: string, parquet: string] {
  if (column === 'Size') return ['bigint', 'int64'];
  if (column.startsWith('Is')) return ['boolean', 'boolean'];
  if (column.endsWith('Date')) return ['timestamp', 'int64 (TIMESTAMP_MILLIS)'];
  return ['string', 'binary (UTF8)'];
}

/** `ETag` is `e_tag`. */
function snake(column: string): string {
  return column.replace(/(?<!^)(?=[A-Z])/g, '_').toLowerCase();
}
