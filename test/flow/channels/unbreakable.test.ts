import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Cause, causes } from '../../../rules/cause.ts';
import { digestDetail } from '../../../rules/digest.ts';
import { type IncidentFacts, incidentDetail } from '../../../rules/incident-event.ts';
import { anExemption } from '../../rules/builders.ts';
import { aDigest } from './a-digest.ts';
import {
  chatNotes,
  mails,
  openSwitchboard,
  opsItems,
  requests,
  type Switchboard,
  tellDigest,
  tellIncident,
  untold,
} from './a-switchboard.ts';
import { allChannels } from './all-channels.ts';

// Names, tags, creators and AWS's own messages are written by strangers. EventBridge pastes them into JSON without a look.

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('"', '\\', '\n', '\ud83d', '\u2028', '"}]}', '","text":"', '<headline>', '🪣'),
  fc.constantFrom('<!channel>', '<!here|here>', '@channel', '&lt;!channel&gt;', '<at>all</at>'),
  fc.constantFrom('*b* _i_ ~s~ `c` ```', '[here](https://example.com)', '# > - |', '$.detail'),
  fc.constantFrom('x'.repeat(10_000), '🪣'.repeat(5_000), '"\\'.repeat(5_000), '\u0000'.repeat(9)),
);

const hit = fc.record({ name: text, account: text, region: text, creator: text });

const incident: fc.Arbitrary<IncidentFacts> = fc.record({
  spot: fc.record({
    cause: fc.constantFrom(...(Object.keys(causes) as Cause[])),
    account: fc.constantFrom('111111111111', '444444444444'),
  }),
  since: fc.integer({ min: 0, max: 4e12 }),
  failedAt: fc.constant(undefined),
  said: text,
  accountName: text,
  hits: fc.nat(),
  sample: fc.array(hit, { maxLength: 5 }),
});

const severities = 'critical,error,warning';

const exemption = fc
  .record({ owner: text, reason: text, expires: fc.constantFrom('2026-11-20', '2026-12-01') })
  .map(anExemption);

describe('whatever strangers write', () => {
  const opening = openSwitchboard({ ...allChannels, PagerDutySeverities: severities });

  test('every channel gets an incident that it can read', async () => {
    const board = await opening;
    const property = fc.asyncProperty(incident, async (facts) => {
      const before = counts(board);

      await tellIncident(board, 'Opened', incidentDetail(facts));
      resolveItem(board);

      expect(untold(board)).toEqual([]);
      expect(counts(board)).toEqual(before.map((count) => count + 1));
      expectReadable(board);
      expectPageable(board);
    });

    await fc.assert(property, { numRuns: 200 });
  });

  test('every channel gets a digest that it can read', async () => {
    const board = await opening;
    const exemptions = fc.oneof(text, fc.array(exemption, { maxLength: 9 }));
    const oldest = fc.array(incident, { maxLength: 9 });
    const property = fc.asyncProperty(fc.record({ exemptions, oldest }), async (over) => {
      const before = counts(board);

      await tellDigest(board, digestDetail(aDigest(over)));

      expect(untold(board)).toEqual([]);
      // Neither a pager nor OpsCenter has a digest.
      const told = [1, 1, 1, 1, 0, 1, 0];
      expect(counts(board)).toEqual(before.map((count, at) => count + (told[at] ?? 0)));
      expectReadable(board);
    });

    await fc.assert(property, { numRuns: 100 });
  });
});

/** How many messages each channel has had. */
function counts(board: Switchboard): readonly number[] {
  return [
    mails(board).length,
    shown(board).length,
    ...['slack', 'teams', 'pagerduty', 'webhook'].map((one) => requests(board, one).length),
    opsItems(board).length,
  ];
}

/** While an item is open, OpsCenter takes no other of the same incident. */
function resolveItem({ organization }: Switchboard): void {
  const { opsItems: items } = organization.machines;
  const { id = '' } = items.all().at(-1) ?? {};
  items.turn(id, 'Resolved');
}

/** Amazon Q tells nobody what it does not show. */
function shown({ organization }: Switchboard) {
  return organization.machines.chat.shown('stocktake-slack').flatMap(({ messages }) => messages);
}

/** The latest message of each, by the rules of whoever reads it. What OpsCenter and Amazon Q refuse has not been counted. */
function expectReadable(board: Switchboard): void {
  const [slack, teams] = ['slack', 'teams'].map((one) => latest(board, one));
  expect(everyText(slack).every((one) => one.length <= 3_000)).toBe(true);
  expect(JSON.stringify(teams).length).toBeLessThan(28_000);
  // Mentions, and links with another text over them, need angle brackets in Slack and in Teams.
  const note: unknown = JSON.parse(chatNotes(board).at(-1) ?? '');
  expect([note, slack, teams].flatMap(everyText).filter((one) => /[<>]/.test(one))).toEqual([]);
}

function expectPageable(board: Switchboard): void {
  expect(latest(board, 'pagerduty')).toMatchObject({
    dedup_key: expect.stringMatching(/^.{1,255}$/),
    payload: { summary: expect.stringMatching(/^.{1,1024}$/) },
  });
}

function latest(board: Switchboard, channel: string): unknown {
  return JSON.parse(requests(board, channel).at(-1)?.body ?? '');
}

function everyText(node: unknown): readonly string[] {
  if (typeof node === 'string') return [node];
  return Object(node) === node ? Object.values(node as object).flatMap(everyText) : [];
}
