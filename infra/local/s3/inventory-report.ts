import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { InventoryConfiguration } from '@aws-sdk/client-s3';
import type { Ground } from '../service.ts';
import { uuid } from '../uuid.ts';
import type { Bucket } from './bucket.ts';
import { csvOf, fileSchema } from './inventory-columns.ts';

/** The files of a report in the order in which they are written; the checksum comes last. */
export type Report = readonly ReportFile[];

interface ReportFile {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
}

interface Asked {
  readonly source: Bucket;
  readonly destination: Bucket;
  readonly configuration: InventoryConfiguration;
}

/**
 * The report of this moment; undefined for one with rows in a format that is not written here.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html
 */
export function reportOf(asked: Asked, { clock, random }: Ground): Report | undefined {
  const { destination, configuration } = asked;
  const at = clock.now();
  const base = baseOf(asked);
  const objects = listed(asked);
  const isCsv = configuration.Destination?.S3BucketDestination?.Format === 'CSV';
  if (objects.length > 0 && !isCsv) return undefined;
  const data = objects.length > 0 ? [dataFile(asked, objects, `${base}/data/${uuid(random)}`)] : [];
  // 2026-11-24T09-05Z, and without its letters for Hive.
  const minute = new Date(at).toISOString().slice(0, 16).replace(':', '-');
  const links = data.map(({ key }) => `s3://${destination.name}/${key}`).join('\n');
  const hive = `${base}/hive/dt=${minute.replace('T', '-')}/symlink.txt`;
  const manifest = Buffer.from(JSON.stringify(manifestOf(asked, data, at), undefined, 2));
  const text = (key: string, body: Buffer | string, contentType = 'text/plain') => ({
    key,
    body: Buffer.from(body),
    contentType,
  });
  return [
    ...data,
    text(hive, links),
    text(`${base}/${minute}Z/manifest.json`, manifest, 'application/json'),
    text(`${base}/${minute}Z/manifest.checksum`, md5(manifest)),
  ];
}

function baseOf({ source, configuration: { Id, Destination } }: Asked): string {
  const prefix = Destination?.S3BucketDestination?.Prefix;
  return [...(prefix ? [prefix] : []), source.name, Id].join('/');
}

function listed({ source, configuration }: Asked) {
  const prefix = configuration.Filter?.Prefix ?? '';
  return [...(source.objects ?? [])]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function dataFile(
  { source, configuration }: Asked,
  objects: ReturnType<typeof listed>,
  path: string,
): ReportFile {
  const body = gzipSync(csvOf(source.name, objects, configuration));
  return { key: `${path}.csv.gz`, body, contentType: 'application/x-gzip' };
}

/** Source: AWS facts, layout of reports. */
function manifestOf({ source, configuration }: Asked, data: Report, at: number) {
  const { Bucket: destinationBucket, Format } =
    configuration.Destination?.S3BucketDestination ?? {};
  return {
    sourceBucket: source.name,
    destinationBucket,
    version: '2016-11-30',
    creationTimestamp: String(at),
    fileFormat: Format,
    fileSchema: fileSchema(configuration),
    files: data.map(({ key, body }) => ({ key, size: body.length, MD5checksum: md5(body) })),
  };
}

function md5(body: Buffer): string {
  return createHash('md5').update(body).digest('hex');
}
