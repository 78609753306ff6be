import { describe, expect, test } from '@jest/globals';
import { manifestFault } from '../../rules/manifest.ts';
import { anInventory } from './builders.ts';

const wanted = anInventory({ OptionalFields: ['Size', 'ETag', 'LastModifiedDate'] });

const csv = 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, ETag, LastModifiedDate, Size';

function aManifest(change: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    sourceBucket: 'cards',
    destinationBucket: 'arn:aws:s3:::reports',
    version: '2016-11-30',
    creationTimestamp: '1480438800000',
    fileFormat: 'CSV',
    fileSchema: csv,
    files: [{ key: 'cards/stocktake-daily/data/1.csv.gz', size: 1, MD5checksum: 'f11166069f' }],
    ...change,
  });
}

function inFormat(Format: string) {
  const S3BucketDestination = { Bucket: 'arn:aws:s3:::reports', Format };
  return anInventory({ ...wanted, Destination: { S3BucketDestination } });
}

describe('a manifest that is as it should be', () => {
  test.each([
    ['CSV', csv],
    ['CSV', csv.replaceAll(' ', '')],
    [
      'ORC',
      'struct<bucket:string,key:string,version_id:string,is_latest:boolean,is_delete_marker:boolean,size:bigint,last_modified_date:timestamp,e_tag:string>',
    ],
    [
      'Parquet',
      `message s3.inventory {
         required binary bucket (UTF8); required binary key (UTF8);
         optional binary version_id (UTF8); optional boolean is_latest; optional boolean is_delete_marker;
         optional int64 size; optional int64 last_modified_date (TIMESTAMP(MILLIS,true)); optional fixed_len_byte_array(16) e_tag;
       }`,
    ],
  ])('may have columns in %s as in %s', (fileFormat, fileSchema) => {
    const manifest = aManifest({ fileFormat, fileSchema });

    expect(manifestFault(manifest, 'cards', inFormat(fileFormat))).toBeUndefined();
  });

  test('needs keys alone where nothing else is asked for', () => {
    const bare = anInventory({ IncludedObjectVersions: 'Current' });

    expect(manifestFault(aManifest({ fileSchema: 'Bucket, Key' }), 'cards', bare)).toBeUndefined();
  });

  test('may say more than is asked for', () => {
    const manifest = aManifest({ fileSchema: `${csv}, StorageClass`, files: [] });

    expect(manifestFault(manifest, 'cards', wanted)).toBeUndefined();
  });

  test('needs no versions where only current ones are asked for', () => {
    const current = anInventory({ ...wanted, IncludedObjectVersions: 'Current' });
    const manifest = aManifest({ fileSchema: 'Bucket, Key, Size, LastModifiedDate, ETag' });

    expect(manifestFault(manifest, 'cards', current)).toBeUndefined();
    expect(manifestFault(manifest, 'cards', wanted)).toBe(
      'it lacks VersionId, IsLatest, IsDeleteMarker',
    );
  });

  test('may name its destination without an ARN', () => {
    expect(
      manifestFault(aManifest({ destinationBucket: 'reports' }), 'cards', wanted),
    ).toBeUndefined();
  });
});

describe('a manifest is at fault', () => {
  test.each([
    ['of another bucket', { sourceBucket: 'coins' }, 'it is of the bucket coins'],
    [
      'for another destination',
      { destinationBucket: 'arn:aws:s3:::others' },
      'it was made for arn:aws:s3:::others',
    ],
    ['in another format', { fileFormat: 'ORC' }, 'it is in ORC, not in CSV'],
    [
      'without a column',
      { fileSchema: csv.replace(', ETag', '').replace(', Size', '') },
      'it lacks ETag, Size',
    ],
    ['without a schema', { fileSchema: undefined }, 'what lies there as its manifest is none'],
    ['with a schema of a struct cut short', { fileSchema: 'struct<bucket:' }, /^it lacks Key, /],
    ['with files that are none', { files: ['x'] }, 'what lies there as its manifest is none'],
    ['of a bucket with a name like a novel', { sourceBucket: 'x'.repeat(9_999) }, /^.{300}$/],
  ])('%s', (_what, change, fault) => {
    expect(manifestFault(aManifest(change), 'cards', wanted)).toEqual(
      typeof fault === 'string' ? fault : expect.stringMatching(fault),
    );
  });

  test.each(['', 'null', '[]', '{', '"manifest"'])('when it is %j', (text) => {
    expect(manifestFault(text, 'cards', wanted)).toBe('what lies there as its manifest is none');
  });
});
