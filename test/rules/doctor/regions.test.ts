import { describe, expect, test } from '@jest/globals';
import { gapsOf, notesOf } from '../../../rules/doctor/gaps-of.ts';
import { judgeGoverned, judgeOthers } from '../../../rules/doctor/regions.ts';

const governed: readonly string[] = ['eu-west-1'];

function anAccount(account: string, ...names: string[]) {
  const enabled = names.map((name) => ({ name, isByDefault: !name.startsWith('me-') }));
  return { account, isManagement: account === '2', enabled };
}

describe('regions', () => {
  test('are well when those that are enabled are those that are governed', () => {
    const accounts = [anAccount('1', 'eu-west-1')];
    const verdicts = [...judgeGoverned(governed, accounts), ...judgeOthers(governed, accounts)];

    expect(verdicts).toEqual([
      { check: 'region-enabled', gaps: [] },
      { check: 'region-governed', gaps: [] },
    ]);
  });

  test('that are governed and not enabled are a gap of the account', () => {
    expect(gapsOf(judgeGoverned(governed, [anAccount('1')]))).toEqual([
      expect.objectContaining({ check: 'region-enabled', account: '1', region: 'eu-west-1' }),
    ]);
  });

  test('are enabled by the management account, which must not name itself', () => {
    const gaps = gapsOf(judgeGoverned(governed, [anAccount('1'), anAccount('2')]));

    expect(gaps.map(({ fix }) => fix.slice(fix.indexOf('aws')))).toEqual([
      'aws account enable-region --account-id 1 --region-name eu-west-1',
      'aws account enable-region --region-name eu-west-1',
    ]);
  });

  test('that somebody opted in to and nobody governs are a gap each', () => {
    const verdicts = judgeOthers(governed, [
      anAccount('1', 'eu-west-1', 'me-south-1', 'me-central-1'),
      anAccount('2', 'eu-west-1', 'me-south-1', 'me-west-1'),
    ]);

    expect(gapsOf(verdicts).map((gap) => [gap.region, gap.found])).toEqual([
      ['me-central-1', '1 account has me-central-1 enabled, where no rule watches'],
      ['me-south-1', '2 accounts have me-south-1 enabled, where no rule watches'],
      ['me-west-1', '1 account has me-west-1 enabled, where no rule watches'],
    ]);
  });

  test.each([
    [['us-east-1'], '1 region that AWS enables for everybody, where no rule watches: us-east-1'],
    [
      ['us-east-2', 'us-east-1'],
      '2 regions that AWS enables for everybody, where no rule watches: us-east-1, us-east-2',
    ],
  ])('that everybody has and nobody governs are worth a note, and no gap: %j', (names, found) => {
    const accounts = [anAccount('1', 'eu-west-1', ...names)];
    const verdicts = [...judgeGoverned(governed, accounts), ...judgeOthers(governed, accounts)];

    expect(gapsOf(verdicts)).toEqual([]);
    expect(notesOf(verdicts)).toEqual([expect.objectContaining({ found })]);
  });

  test('are not judged when no account could tell its own', () => {
    expect([...judgeGoverned(governed, []), ...judgeOthers(governed, [])]).toEqual([]);
  });
});
