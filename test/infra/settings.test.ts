import { describe, expect, test } from '@jest/globals';
import { readSettings } from '../../infra/settings.ts';

const complete = {
  LEDGER_TABLE: 'stocktake-ledger',
  HUB_BUS: 'stocktake',
  WORK_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/100000000002/stocktake-work',
  DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/100000000002/stocktake-dead-letter',
  MEMBER_ROLE: 'stocktake/stocktake-member',
  ENFORCEMENT_PARAMETER: '/stocktake/enforcement',
  ORGANIZATION_ID: 'o-stocktake1',
  AWS_REGION: 'eu-west-1',
};

describe('readSettings', () => {
  test('reads what the template sets', () => {
    expect(readSettings(complete)).toMatchObject({
      ledgerTable: 'stocktake-ledger',
      memberRole: 'stocktake/stocktake-member',
      region: 'eu-west-1',
    });
  });

  test('reads the regions, where there are any', () => {
    expect(readSettings(complete).regions).toBeUndefined();
    expect(readSettings({ ...complete, REGIONS: 'eu-west-1,us-east-1' }).regions).toEqual([
      'eu-west-1',
      'us-east-1',
    ]);
  });

  test('names everything that is missing, in one line', () => {
    const { LEDGER_TABLE: _, HUB_BUS: __, ...rest } = complete;

    expect(() => readSettings(rest)).toThrow(
      'environment: LEDGER_TABLE is not set; HUB_BUS is not set',
    );
  });

  test.each([
    ['LEDGER_TABLE', '', 'LEDGER_TABLE is empty'],
    ['WORK_QUEUE_URL', 'stocktake-work', /^environment: WORK_QUEUE_URL: /],
    ['MEMBER_ROLE', '/stocktake/member', /expected path and name/],
    ['ORGANIZATION_ID', 'acme', /expected an id like/],
    ['AWS_REGION', 'Ireland', /expected a region code/],
    ['REGIONS', 'eu-west-1, us-east-1', /expected region codes with commas/],
  ])('refuses %s=%j', (name, value, message) => {
    expect(() => readSettings({ ...complete, [name]: value })).toThrow(message);
  });
});
