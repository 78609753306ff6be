import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { mandateDigest } from '../../infra/mandate.ts';
import { bucketColumns } from '../../rules/bucket-record.ts';
import { aFolder } from '../a-folder.ts';
import { aBucket, createBucket, deleteBucket } from './actors.ts';
import { stocktake } from './command-line.ts';
import { openHouse } from './house.ts';
import { sweep } from './sweeps.ts';

const MINUTE = 60_000;
const folder = aFolder();

test('evidence holds every bucket, the mandate and the sums, and its checksums tell when it was touched', async () => {
  const house = await openHouse();
  const gone = { ...aBucket, name: 'payments-gone' };
  await createBucket(house, aBucket);
  await createBucket(house, gone);
  await house.clock.advance(MINUTE);
  await sweep(house);
  await deleteBucket(house, gone);
  await house.clock.advance(MINUTE);
  const out = join(await folder, 'of today');

  const ran = await stocktake(house, 'evidence', '--out', out);
  const table = await stocktake(house, 'status', '--csv');
  const files = (await readdir(out)).toSorted();
  const [csv = '', json = '', sums = ''] = files;
  const written = await readFile(join(out, csv), 'utf8');
  const document = JSON.parse(await readFile(join(out, json), 'utf8'));
  const verify = () => stocktake(house, 'evidence', '--verify', join(out, sums));
  const untouched = await verify();
  await appendFile(join(out, csv), 'one more\r\n');
  await rm(join(out, json));
  const touched = await verify();

  expect(ran).toMatchObject({ code: 0, out: expect.stringContaining(sums) });
  expect(files).toEqual(['.csv', '.json', '.sha256'].map((end) => `${csv.slice(0, -4)}${end}`));
  expect(csv).toMatch(/^stocktake-evidence-2026-11-24T\d{6}Z\.csv$/);
  const [header = '', ...records] = written.split('\r\n').slice(0, -1);
  const cells = records.map((record) => record.split(','));
  const column = (name: (typeof bucketColumns)[number]) => bucketColumns.indexOf(name);
  const own = cells.find((record) => record[column('bucket')] === aBucket.name) ?? [];
  const mandate = mandateDigest(await house.operator.mandate());
  expect(header.split(',')).toEqual(bucketColumns);
  expect(records).toHaveLength(document.total);
  expect(written).not.toContain(gone.name);
  expect(own.slice(0, 5)).toEqual([
    aBucket.account,
    'payments-prod',
    aBucket.region,
    aBucket.name,
    'compliant',
  ]);
  expect(own[column('rules')]).toBe('weekly');
  expect(own[column('mandate')]).toBe(mandate);
  // Nothing was written of it in the sweep, and yet it was looked at.
  expect(own[column('checked')]).toBe(document.accounts[0].listed.at);
  expect(table.out).toBe(written);
  expect(document).toMatchObject({
    organization: 'o-stocktake1',
    mandate: { digest: mandate, document: { rules: [{ id: 'weekly' }] } },
    sweep: { number: 1, mandate },
    listed: { difference: 0 },
    csv: { file: csv, sha256: createHash('sha256').update(written).digest('hex') },
  });
  expect(untouched).toEqual({ code: 0, err: '', out: `${csv}: OK\n${json}: OK\n` });
  expect(touched).toMatchObject({
    code: 1,
    out: `${csv}: FAILED: it was changed\n${json}: FAILED: it is not there\n`,
  });
});

test.each([
  [['status', '--csv', '--json'], 64, 'leave --json and --check out'],
  [['evidence', '--verify', 'x', '--out', 'y'], 64, 'leave --out and --mandate out'],
  [['evidence', '--verify', 'nowhere.sha256'], 1, 'there is no such file'],
  [['evidence', '--verify', 'package.json'], 1, 'holds no checksums'],
  [['evidence', '--out', 'package.json'], 1, 'package.json cannot be written to'],
  [['evidence', '--out', '/proc/nowhere'], 1, '/proc/nowhere cannot be written to'],
])('%j ends with %d', async (words, code, why) => {
  const house = await openHouse();

  const ran = await stocktake(house, ...words);

  expect(ran).toMatchObject({ code, out: '', err: expect.stringContaining(why) });
});
