import { describe, expect, test } from '@jest/globals';
import { foldGaps } from '../../../../handlers/cli/show/fold-gaps.ts';
import type { Gap } from '../../../../rules/doctor/gap.ts';

function aGap(more: Partial<Gap> = {}): Gap {
  return {
    check: 'trail',
    account: '111111111111',
    region: 'eu-west-1',
    found: 'no trail',
    fix: 'make one',
    ...more,
  };
}

describe('gaps', () => {
  test('that are alike are one, in many places', () => {
    const folded = foldGaps([aGap(), aGap({ region: 'us-east-1' }), aGap({ fix: 'another' })]);

    expect(folded).toEqual([
      {
        check: 'trail',
        found: 'no trail',
        fix: 'make one',
        isOwn: false,
        places: ['111111111111/eu-west-1', '111111111111/us-east-1'],
      },
      {
        check: 'trail',
        found: 'no trail',
        fix: 'another',
        isOwn: false,
        places: ['111111111111/eu-west-1'],
      },
    ]);
  });

  test('that differ by their own account and region alone are alike', () => {
    const text = (account: string, region: string) =>
      aGap({ account, region, found: `User ${account} may not look at ${region}` });

    const folded = foldGaps([text('111111111111', 'eu-west-1'), text('444444444444', 'us-east-1')]);

    expect(folded).toEqual([
      {
        check: 'trail',
        found: 'User <account> may not look at <region>',
        fix: 'make one',
        isOwn: false,
        places: ['111111111111/eu-west-1', '444444444444/us-east-1'],
      },
    ]);
  });

  test('tell how to mend the first, when each has a command of its own', () => {
    const command = (account: string, region: string, home = 'eu-west-1') =>
      aGap({ account, region, fix: `mend --from ${home} --queue ${account}/${region}` });

    const folded = foldGaps([
      command('111111111111', 'eu-west-1'),
      command('444444444444', 'us-east-1'),
      command('111111111111', 'us-east-1', 'ap-southeast-2'),
    ]);

    const first = 'mend --from eu-west-1 --queue 111111111111/eu-west-1';
    const places = ['111111111111/eu-west-1', '444444444444/us-east-1'];
    expect(folded).toEqual([
      { check: 'trail', found: 'no trail', fix: first, isOwn: true, places },
      expect.objectContaining({ isOwn: false, places: ['111111111111/us-east-1'] }),
    ]);
  });

  test('that say where they are need not say it again', () => {
    const { account: _, ...gap } = aGap({ found: '2 accounts have eu-west-1 enabled' });

    expect(foldGaps([gap])).toEqual([
      {
        check: 'trail',
        found: '2 accounts have eu-west-1 enabled',
        fix: 'make one',
        isOwn: false,
        places: [],
      },
    ]);
  });

  test('of no place in particular have none', () => {
    expect(foldGaps([{ check: 'hub-bus', found: 'no bus', fix: 'deploy' }])).toEqual([
      { check: 'hub-bus', found: 'no bus', fix: 'deploy', isOwn: false, places: [] },
    ]);
  });
});
