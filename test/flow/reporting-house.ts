import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Report } from '../../rules/delivery.ts';
import { aBucket, createBucket, requestReview } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { weeklyAndDaily } from './mandates.ts';
import { hubEvents, ledgerEntry } from './traces.ts';

// A bucket of which reports are expected, and all that can become of one.

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const KEEPER = '222222222222';
export const REPORTS = 'acme-inventory-eu-west-1';

/** A bucket of which a weekly and a daily report are to come, some time after it was put right. */
export async function aReportingHouse(): Promise<House> {
  const house = await openHouse({ mandate: weeklyAndDaily });
  await createBucket(house, aBucket);
  await house.clock.advance(HOUR);
  return house;
}

/** What the ledger knows of the bucket's reports for a rule. */
export async function reportOf(house: House, rule = 'daily'): Promise<Report | undefined> {
  return (await ledgerEntry(house, aBucket)).reports[rule];
}

/** S3 for the administrator of an account, of the one that keeps the reports if none is named. */
export function keeper({ organization: { requestHandler } }: House, account = KEEPER): S3Client {
  const credentials = { accessKeyId: account, secretAccessKey: 'anything' };
  return new S3Client({ region: 'eu-west-1', requestHandler, credentials });
}

/** What S3 does every night. */
export async function deliver(house: House, rule = 'daily'): Promise<void> {
  house.organization.machines.s3.deliver({ bucket: aBucket.name, id: `stocktake-${rule}` });
  await house.clock.advance(MINUTE);
}

/** What is there instead of a right report of this minute. */
export interface Forgery {
  readonly manifest?: string;
  readonly checksum?: string;
  readonly path?: string;
}

const columns = 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size';

/** The manifest of a right report of the daily rule. */
export function aManifest(change: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    sourceBucket: aBucket.name,
    destinationBucket: `arn:aws:s3:::${REPORTS}`,
    fileFormat: 'CSV',
    fileSchema: columns,
    files: [],
    ...change,
  });
}

/** Somebody with rights in the destination account puts there what looks like a report. */
export async function put(house: House, { manifest = aManifest(), checksum, path }: Forgery) {
  const minute = new Date(house.clock.now()).toISOString().slice(0, 16).replace(':', '-');
  const folder = path ?? `${aBucket.name}/stocktake-daily/${minute}Z`;
  const sum = checksum ?? createHash('md5').update(manifest).digest('hex');
  for (const [file, Body] of Object.entries({
    'manifest.json': manifest,
    'manifest.checksum': sum,
  })) {
    const Key = `${folder}/${file}`;
    await keeper(house).send(new PutObjectCommand({ Bucket: REPORTS, Key, Body }));
  }
  await house.clock.advance(MINUTE);
}

/** What the clock asks for every minute. */
export async function review(house: House): Promise<void> {
  for (let minute = 0; minute < 4; minute += 1) {
    await house.clock.advance(MINUTE);
    await requestReview(house);
    await house.organization.settle();
  }
}

/** What people were told that AWS, or we, say of the latest incident. */
export function said(house: House): unknown {
  return hubEvents(house).findLast((event) => event['detail-type'] === 'Inventory Incident Opened')
    ?.detail.said;
}
