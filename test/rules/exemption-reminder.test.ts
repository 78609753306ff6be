import { describe, expect, test } from '@jest/globals';
import { remindersOn } from '../../rules/exemption-reminder.ts';
import { anExemption } from './builders.ts';

const TODAY = '2027-03-20';

function named(exemption: Parameters<typeof anExemption>[0]) {
  return remindersOn(TODAY, [anExemption(exemption)]).map(({ name }) => name);
}

describe('remindersOn', () => {
  test('tells owner, reason, ticket, the last day, and what happens then', () => {
    const exemption = anExemption({ expires: '2027-03-31', rules: ['daily'], ticket: 'SEC-1042' });

    expect(remindersOn(TODAY, [exemption])).toEqual([
      {
        name: expect.stringMatching(/^2027-03-31-[0-9a-f]{8}$/),
        what: '2027-03-31 platform@example.com: It is agreed.',
        said: 'The exemption from daily ends with 2027-03-31: It is agreed (platform@example.com, SEC-1042). Enforcement resumes by itself on 2027-04-01.',
      },
    ]);
  });

  test('an exemption without rules is from all of them', () => {
    const [reminder] = remindersOn(TODAY, [anExemption()]);

    expect(reminder?.said).toMatch(/^The exemption from all rules ends /);
  });

  test.each([
    ['2027-03-19', 0],
    ['2027-03-20', 1],
    ['2027-04-03', 1],
    ['2027-04-04', 0],
  ])('of one that ends with %s there are %s on 2027-03-20', (expires, amount) => {
    expect(named({ expires })).toHaveLength(amount);
  });

  test('the one that ends first comes first', () => {
    const days = ['2027-03-31', '2027-03-21', '2027-04-03'];
    const exemptions = days.map((expires) => anExemption({ expires }));

    expect(remindersOn(TODAY, exemptions).map(({ what }) => what.slice(0, 10))).toEqual(
      days.toSorted(),
    );
  });

  test('a name stays while day, buckets and rules do, and belongs to no other', () => {
    const name = named({});
    const others = [
      named({ expires: '2027-03-30' }),
      named({ where: { names: ['vendor-*'] } }),
      named({ rules: ['daily'] }),
    ];

    expect(named({ reason: 'In other words.', owner: 'other@example.com' })).toEqual(name);
    expect(new Set([name, ...others].flat()).size).toBe(4);
  });
});
