import { describe, expect, test } from '@jest/globals';
import { changeLines } from '../../../../handlers/cli/show/change-lines.ts';
import type { Inventory } from '../../../../rules/inventory.ts';
import { aScreen } from '../a-world.ts';

describe('a change as a diff', () => {
  test('a new configuration comes with all its members', () => {
    const after = anInventory();

    const lines = changeLines(aScreen(), {
      action: 'put',
      id: 'stocktake-weekly',
      rule: 'weekly',
      permitted: true,
      reasons: ['there is no configuration stocktake-weekly'],
      after,
    });

    expect(lines).toEqual([
      '  + stocktake-weekly',
      '    there is no configuration stocktake-weekly',
      '      + IsEnabled                                         true',
      '      + IncludedObjectVersions                            Current',
      '      + Schedule.Frequency                                Weekly',
      '      + Destination.S3BucketDestination.Bucket            arn:aws:s3:::acme-inventory-eu-west-1',
      '      + Destination.S3BucketDestination.Format            CSV',
      '      + Destination.S3BucketDestination.Encryption.SSES3  yes',
      '      + OptionalFields                                    ETag, Size',
    ]);
  });

  test('of a changed one only what differs is shown', () => {
    const before = anInventory({ Schedule: { Frequency: 'Daily' }, OptionalFields: ['ETag', 'X'] });

    const lines = changeLines(aScreen(), {
      action: 'put',
      id: 'stocktake-weekly',
      rule: 'weekly',
      permitted: true,
      reasons: ['Schedule.Frequency is Daily'],
      before,
      after: anInventory(),
    });

    expect(lines).toEqual([
      '  ~ stocktake-weekly',
      '      ~ Schedule.Frequency  Daily → Weekly',
      '      - OptionalFields      X',
      '      + OptionalFields      Size',
    ]);
  });

  test('a removed one goes with all its members', () => {
    const [title, reason, ...members] = changeLines(aScreen(), {
      action: 'delete',
      id: 'stocktake-old',
      permitted: true,
      reasons: ['no rule demands it, and the mandate says prune'],
      before: anInventory({ Id: 'stocktake-old' }),
    });

    expect(title).toBe('  - stocktake-old');
    expect(reason).toBe('    no rule demands it, and the mandate says prune');
    expect(members).not.toHaveLength(0);
    expect(members.filter((line) => !line.startsWith('      - '))).toEqual([]);
  });

  test('a change that is not permitted says so', () => {
    const [title] = changeLines(aScreen(), {
      action: 'put',
      id: 'stocktake-audit',
      rule: 'audit',
      permitted: false,
      reasons: [],
      after: anInventory({ Id: 'stocktake-audit' }),
    });

    expect(title).toBe('  + stocktake-audit  not permitted: would not be written');
  });

  test('a change that waits for a rollout says which', () => {
    const withheld = 'rule audit is rolled out to 10 % of the accounts so far';

    const [title] = changeLines(aScreen(), {
      action: 'put',
      id: 'stocktake-audit',
      rule: 'audit',
      permitted: false,
      withheld,
      reasons: [],
      after: anInventory(),
    });

    expect(title).toBe(`  + stocktake-audit  not permitted: ${withheld}`);
  });
});

function anInventory(members: Partial<Inventory> = {}): Inventory {
  return {
    Id: 'stocktake-weekly',
    IsEnabled: true,
    IncludedObjectVersions: 'Current',
    Schedule: { Frequency: 'Weekly' },
    Destination: {
      S3BucketDestination: {
        Bucket: 'arn:aws:s3:::acme-inventory-eu-west-1',
        Format: 'CSV',
        Encryption: { SSES3: {} },
      },
    },
    OptionalFields: ['ETag', 'Size'],
    ...members,
  };
}
