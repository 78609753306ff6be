import { describe, expect, test } from '@jest/globals';
import type { IncidentStatus } from '../../../../handlers/cli/open-incidents.ts';
import { incidentLines } from '../../../../handlers/cli/show/incident-lines.ts';
import { aScreen } from '../a-world.ts';

const at = '2026-11-24T09:00:00.000Z';

function anIncident(incident: Partial<IncidentStatus> = {}): IncidentStatus {
  return {
    id: 'denied/444444444444/20261124T060000Z',
    cause: 'denied',
    account: '444444444444',
    since: '2026-11-24T06:00:00.000Z',
    buckets: 7,
    sample: ['one', 'two'],
    headline: 'A permission is missing in account 444444444444: 7 buckets failed',
    nextStep: 'npm run stocktake -- explain one --account 444444444444 --region eu-west-1',
    told: true,
    ...incident,
  };
}

describe('incidentLines', () => {
  test('say what, since when, whom, and what to type', () => {
    expect(incidentLines(aScreen(), { at, incidents: [anIncident()] })).toEqual([
      'Open incidents',
      '  ✗ A permission is missing in account 444444444444: 7 buckets failed',
      '    for 3 hours, since 2026-11-24T06:00:00.000Z',
      '    one, two and 5 more',
      '    npm run stocktake -- explain one --account 444444444444 --region eu-west-1',
    ]);
  });

  test('mark what can wait for the morning, and say that nobody knows yet', () => {
    const incidents = [anIncident({ cause: 'throttled', told: false })];

    const [, headline, age] = incidentLines(aScreen(), { at, incidents });

    expect(headline).toMatch(/^ {2}! /);
    expect(age).toMatch(/; nobody has been told yet$/);
  });

  test('say that one hits nobody any more, and ask for nothing', () => {
    const nobody = { buckets: 0, sample: [], headline: 'AWS throttles us: nobody is hit any more' };

    const lines = incidentLines(aScreen(), { at, incidents: [anIncident(nobody)] });

    expect(lines[1]).toBe(
      '  · AWS throttles us: nobody is hit any more; if that lasts it is over within minutes',
    );
    expect(lines).toHaveLength(3);
  });

  test('count those beyond ten', () => {
    const incidents = Array.from({ length: 12 }, () => anIncident());

    const lines = incidentLines(aScreen(), { at, incidents });

    expect(lines.filter((line) => line.startsWith('  ✗'))).toHaveLength(10);
    expect(lines.at(-1)).toBe('  and 2 more, which --json tells');
  });

  test('say so where there are none', () => {
    expect(incidentLines(aScreen(), { at, incidents: [] })).toEqual(['No open incidents.']);
  });
});
