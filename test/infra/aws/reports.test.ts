import { describe, expect, test } from '@jest/globals';
import { recall, record } from '../../../infra/aws/ledger.ts';
import { writeReport } from '../../../infra/aws/reports.ts';
import type { Report } from '../../../rules/delivery.ts';
import { aBucket } from '../../flow/actors.ts';
import { openHouse } from '../../flow/house.ts';

const arrived: Report = { at: 1_000, heardAt: 2_000 };

/** Two who read the same entry write one after the other. */
async function inTurn(before: Report | undefined, first: Report, second: Report) {
  const { operator } = await openHouse();
  const observation = { outcome: 'compliant', observedAt: 1, rules: [], surplus: [] } as const;
  await record(operator, await recall(operator, aBucket), observation);
  const write = async (report: Report, known = recall(operator, aBucket)) =>
    writeReport(operator, await known, { rule: 'daily', report });
  if (before) await write(before);
  const known = recall(operator, aBucket);
  await known;
  const written = [await write(first, known), await write(second, known)];
  return { written, report: (await recall(operator, aBucket)).reports.daily };
}

describe('what is written of a report', () => {
  test.each<[string, Report | undefined]>([
    ['after none', undefined],
    ['after one', { at: 500, heardAt: 600, fault: 'it lacks Size' }],
    ['after one that was missed', { isOverdue: true }],
  ])('gives way to what somebody else wrote meanwhile, %s', async (_what, before) => {
    const { written, report } = await inTurn(before, arrived, { ...before, isOverdue: true });

    expect(written).toEqual([true, false]);
    expect(report).toEqual(arrived);
  });

  test('says that the next one is missed only while it is', async () => {
    const overdue = { ...arrived, isOverdue: true } as const;

    const { written, report } = await inTurn(arrived, overdue, { at: 3_000, heardAt: 4_000 });

    expect(written).toEqual([true, false]);
    expect(report).toEqual(overdue);
  });

  test('is of no bucket that the ledger does not have', async () => {
    const { operator } = await openHouse();
    const known = await recall(operator, aBucket);

    const written = await writeReport(operator, known, { rule: 'daily', report: arrived });

    expect(written).toBe(false);
    expect((await recall(operator, aBucket)).reports).toEqual({});
  });
});
