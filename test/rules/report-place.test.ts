import { describe, expect, test } from '@jest/globals';
import { reportPlace } from '../../rules/report-place.ts';

const own = 'payments-orders/stocktake-daily/2026-11-24T09-05Z';

describe('the key of a report’s checksum', () => {
  test.each([
    ['inventory/111111111111', `inventory/111111111111/${own}`],
    ['', own],
    ['a/', `a//${own}`],
  ])('tells all of it under the prefix "%s"', (prefix, folder) => {
    expect(reportPlace(`${folder}/manifest.checksum`)).toEqual({
      prefix,
      source: 'payments-orders',
      id: 'stocktake-daily',
      at: Date.parse('2026-11-24T09:05:00Z'),
      folder,
    });
  });

  test.each([
    ['the manifest itself', `inventory/${own}/manifest.json`],
    ['no time', 'inventory/payments-orders/stocktake-daily/hive/manifest.checksum'],
    ['no moment', 'inventory/payments-orders/stocktake-daily/2026-13-24T09-05Z/manifest.checksum'],
    ['no configuration', '2026-11-24T09-05Z/manifest.checksum'],
    ['no bucket', '/stocktake-daily/2026-11-24T09-05Z/manifest.checksum'],
    ['nothing', ''],
  ])('is not that of %s', (_what, key) => {
    expect(reportPlace(key)).toBeUndefined();
  });
});
