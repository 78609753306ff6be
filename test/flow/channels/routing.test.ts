import { beforeAll, describe, expect, test } from '@jest/globals';
import { siteOf } from '../../../infra/local/assembly/site-of.ts';
import { readDeployment } from '../../../infra/local/deployment.ts';
import { houseTemplates } from '../../../infra/local/house-templates.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { incidentDetail } from '../../../rules/incident-event.ts';
import {
  chatNotes,
  mails,
  openSwitchboard,
  opsItems,
  requests,
  soundMemberAlarm,
  tellIncident,
  turnHubAlarm,
} from './a-switchboard.ts';
import { allChannels } from './all-channels.ts';
import { anIncident, overAgain } from './an-incident.ts';

const opened = incidentDetail(anIncident());
const closed = incidentDetail(overAgain());

/** What there is in the hub with these parameters, by name, beyond what there is without any. */
function added(parameters: Readonly<Record<string, string>>): readonly string[] {
  const without = namesOf({});
  return namesOf(parameters).filter((name) => !without.includes(name));
}

function namesOf(parameters: Readonly<Record<string, string>>): readonly string[] {
  const site = siteOf(defaultSeed, 'https://sqs.eu-west-1.amazonaws.com');
  const deployment = readDeployment(houseTemplates(), {
    ...site,
    parameters: { ...site.parameters, ...parameters },
  });
  const { rules, roles, connections, apiDestinations, chatConfigurations, topics } = deployment;
  const named = [rules, roles, connections, apiDestinations, chatConfigurations].flat();
  return [
    ...named.map(({ name }) => name),
    ...topics.map(({ arn }) => arn.split(':').at(-1) ?? ''),
  ];
}

describe('a channel', () => {
  test('is not there until somebody says where it leads', () => {
    const channels = /-(chat|slack|teams|pagerduty|webhooks?|ops-items)\b/;

    expect(namesOf({}).filter((name) => channels.test(name))).toEqual([]);
  });

  test.each([
    ['slack', 'SlackWebhookUrl'],
    ['teams', 'TeamsWebhookUrl'],
    ['pagerduty', 'PagerDutyRoutingKey'],
    ['webhook', 'WebhookUrl'],
    ['ops-items', 'OpsCenterItems'],
  ])('comes alone: %s', (channel, parameter) => {
    const names = added({ [parameter]: allChannels[parameter] ?? '' });

    expect(names).not.toEqual([]);
    expect(names.filter((name) => !name.startsWith(`stocktake-${channel}`))).toEqual(
      channel === 'ops-items' || channel === 'webhook' ? [] : ['stocktake-webhooks'],
    );
  });

  test('of chat wants all of its parameters', () => {
    expect(() => namesOf({ SlackChannelId: 'C0123ABCD' })).toThrow(
      'A channel of Slack needs SlackWorkspaceId and SlackChannelId',
    );
    expect(() => namesOf({ TeamsTenantId: '11111111-1111-1111-1111-111111111111' })).toThrow(
      'A channel of Microsoft Teams needs TeamsTenantId, TeamsTeamId and TeamsChannelId',
    );
  });
});

describe('a webhook', () => {
  const opening = openSwitchboard(allChannels);

  beforeAll(async () => tellIncident(await opening, 'Opened', opened));

  test.each([
    ['slack', allChannels.SlackWebhookUrl, { 'x-stocktake': 'none' }],
    ['teams', allChannels.TeamsWebhookUrl, { 'x-stocktake': 'none' }],
    ['pagerduty', 'https://events.pagerduty.com/v2/enqueue', { 'x-stocktake': 'none' }],
    ['webhook', allChannels.WebhookUrl, { authorization: 'Bearer notarealsecret' }],
  ])('is called at its own URL, with its own key: %s', async (channel, url, headers) => {
    const board = await opening;

    const sent = requests(board, channel);

    expect(sent).toEqual([
      expect.objectContaining({ method: 'POST', url, headers: expect.objectContaining(headers) }),
    ]);
  });

  test('of PagerDuty is another one in Europe', async () => {
    const board = await openSwitchboard({ ...allChannels, PagerDutyRegion: 'EU' });

    await tellIncident(board, 'Opened', opened);

    const urls = requests(board, 'pagerduty').map(({ url }) => url);
    expect(urls).toEqual(['https://events.eu.pagerduty.com/v2/enqueue']);
  });
});

describe('chat', () => {
  test('shows an incident from its beginning to its end in one thread', async () => {
    const board = await openSwitchboard(allChannels);

    await tellIncident(board, 'Opened', opened);
    await soundMemberAlarm(board);
    await tellIncident(board, 'Updated', opened);
    await tellIncident(board, 'Closed', closed);

    for (const name of ['stocktake-slack', 'stocktake-teams']) {
      const threads = board.organization.machines.chat.shown(name);
      expect(threads.map(({ id, messages }) => [id, messages.length])).toEqual([
        [opened.id, 3],
        ['undelivered/111111111111/eu-west-1', 1],
      ]);
    }
  });

  test('has an alarm and its end in one thread', async () => {
    const board = await openSwitchboard(allChannels);

    await turnHubAlarm(board, 'raise');
    await turnHubAlarm(board, 'clear');

    const [thread] = board.organization.machines.chat.shown('stocktake-slack');
    expect(thread?.messages.map(({ title }) => title)).toEqual([
      'ALARM: stocktake-heartbeat',
      'OK: stocktake-heartbeat',
    ]);
  });
});

describe('the pager', () => {
  const warning = incidentDetail(anIncident({ spot: { cause: 'throttled' } }));

  test('hears of the end of what it was told has begun', async () => {
    const board = await openSwitchboard(allChannels);

    await tellIncident(board, 'Opened', opened);
    await tellIncident(board, 'Updated', opened);
    await tellIncident(board, 'Closed', closed);

    expect(pages(board)).toEqual([`trigger ${opened.id}`, `resolve ${opened.id}`]);
  });

  test('is left alone with what can wait for the morning', async () => {
    const board = await openSwitchboard(allChannels);

    await tellIncident(board, 'Opened', warning);
    await soundMemberAlarm(board);

    expect(pages(board)).toEqual([]);
  });

  test('gets that too if somebody wants it', async () => {
    const board = await openSwitchboard({ ...allChannels, PagerDutySeverities: 'error,warning' });

    await tellIncident(board, 'Opened', warning);

    expect(pages(board)).toEqual([`trigger ${warning.id}`]);
  });

  function pages(board: Parameters<typeof requests>[0]): readonly string[] {
    return requests(board, 'pagerduty').map(({ body }) => {
      const { event_action: action, dedup_key: key } = JSON.parse(body);
      return `${action} ${key}`;
    });
  }
});

test('OpsCenter has one item of an incident, however often it is told', async () => {
  const board = await openSwitchboard(allChannels);

  await tellIncident(board, 'Opened', opened);
  await tellIncident(board, 'Opened', opened);
  await tellIncident(board, 'Closed', closed);

  expect(opsItems(board)).toHaveLength(1);
});

test('the mail is as it was: without an update', async () => {
  const board = await openSwitchboard(allChannels);

  await tellIncident(board, 'Opened', opened);
  await tellIncident(board, 'Updated', opened);
  await tellIncident(board, 'Closed', closed);

  expect(mails(board)).toHaveLength(2);
  expect(chatNotes(board)).toHaveLength(3);
});
