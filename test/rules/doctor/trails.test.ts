import { describe, expect, test } from '@jest/globals';
import { judgeTrails, type Trail, type TrailFacts } from '../../../rules/doctor/trails.ts';

const place = { account: '111111111111', region: 'eu-west-1' };
const home = { account: '100000000001', region: 'us-east-1' };
const all = [{ readWrite: 'All', hasManagementEvents: true }];
const management = { field: 'eventCategory', equals: ['Management'] };

function aTrail(more: Partial<TrailFacts> = {}): Trail {
  return {
    name: 'main',
    home,
    facts: { seen: { isLogging: true, basic: all, advanced: [], ...more } },
  };
}

const hidden: Trail = {
  name: 'other',
  home,
  facts: { refused: { cause: 'denied', message: 'no' } },
};

function found(...trails: Trail[]): string[] {
  return judgeTrails(place, { seen: trails }).gaps.map((gap) => gap.found);
}

const noWrites = ['no trail that logs there records management events that write'];

describe('the trails of a place', () => {
  test.each<[string, Trail[]]>([
    ['one that records everything', [aTrail()]],
    [
      'one that records writes only',
      [aTrail({ basic: [{ readWrite: 'WriteOnly', hasManagementEvents: true }] })],
    ],
    ['a good one beside one that is hidden', [hidden, aTrail()]],
    ['advanced selectors', [aTrail({ basic: [], advanced: [[management]] })]],
    [
      'advanced selectors of writes',
      [aTrail({ basic: [], advanced: [[management, { field: 'readOnly', equals: ['false'] }]] })],
    ],
    [
      'advanced selectors without KMS',
      [
        aTrail({
          basic: [],
          advanced: [[management, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }]],
        }),
      ],
    ],
  ])('are well: %s', (_, trails) => {
    expect(found(...trails)).toEqual([]);
  });

  test.each<[string, Trail[], string[]]>([
    ['none', [], ['no trail: EventBridge hears of no call there']],
    ['one that is stopped', [aTrail({ isLogging: false })], ['no trail is logging there']],
    [
      'reads only',
      [aTrail({ basic: [{ readWrite: 'ReadOnly', hasManagementEvents: true }] })],
      noWrites,
    ],
    [
      'no management events',
      [aTrail({ basic: [{ readWrite: 'All', hasManagementEvents: false }] })],
      noWrites,
    ],
    [
      'data events only',
      [aTrail({ basic: [], advanced: [[{ field: 'eventCategory', equals: ['Data'] }]] })],
      noWrites,
    ],
    [
      'no category',
      [aTrail({ basic: [], advanced: [[{ field: 'readOnly', equals: ['false'] }]] })],
      noWrites,
    ],
    [
      'S3 left out',
      [
        aTrail({
          basic: [],
          advanced: [[management, { field: 'eventSource', notEquals: ['s3.amazonaws.com'] }]],
        }),
      ],
      noWrites,
    ],
    [
      'an odd operator',
      [aTrail({ basic: [], advanced: [[management, { field: 'readOnly' }]] })],
      noWrites,
    ],
    [
      'an odd field',
      [aTrail({ basic: [], advanced: [[management, { field: 'eventType', equals: ['x'] }]] })],
      noWrites,
    ],
  ])('lack: %s', (_, trails, expected) => {
    expect(found(...trails)).toEqual(expected);
  });

  test('are mended where the trail was made', () => {
    const { gaps } = judgeTrails(place, { seen: [aTrail({ isLogging: false })] });

    expect(gaps[0]?.fix).toBe(
      'with credentials of 100000000001: aws cloudtrail start-logging --region us-east-1 --name main',
    );
  });

  test('are not well while one of them is hidden and none is good', () => {
    const { gaps } = judgeTrails(place, { seen: [aTrail({ isLogging: false }), hidden] });

    expect(gaps).toEqual([expect.objectContaining({ ...place, check: 'could-not-look' })]);
  });

  test('that cannot be listed were not looked at', () => {
    const { gaps } = judgeTrails(place, { refused: { cause: 'throttled', message: 'no' } });

    expect(gaps.map(({ check }) => check)).toEqual(['could-not-look']);
  });
});
