import { beforeAll, describe, expect, test } from '@jest/globals';
import { digestDetail } from '../../../rules/digest.ts';
import { incidentDetail } from '../../../rules/incident-event.ts';
import { aDigest } from './a-digest.ts';
import {
  chatNotes,
  mails,
  openSwitchboard,
  opsItems,
  requests,
  type Switchboard,
  soundMemberAlarm,
  tellDigest,
  tellIncident,
  turnHubAlarm,
} from './a-switchboard.ts';
import { allChannels } from './all-channels.ts';
import { anIncident, overAgain } from './an-incident.ts';
import { expectGolden, goldenFiles } from './golden-file.ts';

// What every channel says, as the real template has it said: test/golden/<channel>/<message>. To change a message on
// purpose: `GOLDEN=write npm test -- test/flow/channels/golden`, and read what came of it.

const told = {
  opened: (board: Switchboard) => tellIncident(board, 'Opened', incidentDetail(anIncident())),
  updated: (board: Switchboard) =>
    tellIncident(board, 'Updated', incidentDetail(anIncident({ hits: 508 }))),
  closed: (board: Switchboard) => tellIncident(board, 'Closed', incidentDetail(overAgain())),
  digest: (board: Switchboard) => tellDigest(board, digestDetail(aDigest())),
  'member-alarm': soundMemberAlarm,
  'hub-alarm': (board: Switchboard) => turnHubAlarm(board, 'raise'),
  'hub-alarm-over': (board: Switchboard) => turnHubAlarm(board, 'clear'),
};

type Message = keyof typeof told;

const mailed: readonly Message[] = ['opened', 'closed', 'digest', 'member-alarm'];
const all = Object.keys(told) as readonly Message[];
const paged: readonly Message[] = ['opened', 'closed', 'hub-alarm', 'hub-alarm-over'];

let board: Switchboard;

beforeAll(async () => {
  board = await openSwitchboard(allChannels, () => 0.5);
  for (const say of Object.values(told)) await say(board);
});

describe('the mail', () => {
  // CloudWatch itself writes the mails about the hub's alarms.
  test.each(each(mailed))('%s', (message, at) => {
    const ours = mails(board).filter((text) => !text.startsWith('{'));

    expectGolden(`mail/${message}.txt`, ours[at] ?? '');
  });
});

describe('chat', () => {
  test.each(each(all))('%s', (message, at) => {
    expectGolden(`chat/${message}.json`, chatNotes(board)[at] ?? '');
  });
});

describe.each([
  ['slack', all],
  ['teams', all],
  ['pagerduty', paged],
  ['webhook', all],
] as const)('%s', (channel, messages) => {
  test.each(each(messages))('%s', (message, at) => {
    const { body = '' } = requests(board, channel)[at] ?? {};

    expectGolden(`${channel}/${message}.json`, pretty(body));
  });
});

describe('OpsCenter', () => {
  test('opened', () => {
    expectGolden('ops-center/opened.json', JSON.stringify(opsItems(board)[0], undefined, 2));
  });
});

test('every file is a message that somebody gets', () => {
  const messages = {
    mail: mailed,
    chat: all,
    slack: all,
    teams: all,
    pagerduty: paged,
    webhook: all,
    'ops-center': ['opened'],
  };
  const names = Object.entries(messages).flatMap(([channel, some]) =>
    some.map((message) => `${channel}/${message}.${channel === 'mail' ? 'txt' : 'json'}`),
  );

  expect(goldenFiles()).toEqual(names.sort());
});

function each(messages: readonly Message[]): [Message, number][] {
  return messages.map((message, at) => [message, at]);
}

/** EventBridge writes what it has put something into anew, in one line. */
function pretty(body: string): string {
  return body.includes('\n') ? body : JSON.stringify(JSON.parse(body), undefined, 2);
}
