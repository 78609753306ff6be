import { putEvents } from '../../../infra/aws/events.ts';
import type { Random } from '../../../infra/clock.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { createVirtualClock, type LocalClock } from '../../../infra/local/clock.ts';
import { type LocalOrganization, startOrganization } from '../../../infra/local/organization.ts';
import { seededRandom } from '../../../infra/local/random.ts';
import { defaultSeed, type Seed } from '../../../infra/local/seed.ts';
import type { InventoryDigest } from '../../../rules/digest-event.ts';
import type { InventoryIncident } from '../../../rules/incident-event.ts';
import { connectOperator } from '../house.ts';

const HUB = '100000000002';
const REGION = 'eu-west-1';
const START = Date.parse('2026-11-24T09:15:00Z');

export const MEMBER = '111111111111';

/** The real templates with none of our functions: whoever tells something is the test. */
export interface Switchboard {
  readonly organization: LocalOrganization;
  readonly clock: LocalClock;
  readonly operator: Cloud;
}

const seed: Seed = { ...defaultSeed, regions: [REGION] };

/** With a `random` that is always the same, ids are too: what else happens in the organization changes none of them. */
export async function openSwitchboard(
  parameters: Readonly<Record<string, string>>,
  random: Random = seededRandom(1),
): Promise<Switchboard> {
  const clock = createVirtualClock(START);
  const organization = await startOrganization({ seed, clock, random, functions: {}, parameters });
  return { organization, clock, operator: connectOperator(organization) };
}

/** What Stocktake tells on the hub's bus: `Opened`, `Updated`, `Closed`. */
export function tellIncident(
  board: Switchboard,
  what: 'Opened' | 'Updated' | 'Closed',
  detail: InventoryIncident,
): Promise<void> {
  return tell(board, `Inventory Incident ${what}`, detail);
}

/** How things stand, as Stocktake tells it once a day. */
export function tellDigest(board: Switchboard, detail: InventoryDigest): Promise<void> {
  return tell(board, 'Inventory Digest', detail);
}

/** An event of our own on the hub's bus; what has a rate has gone out when this resolves. */
async function tell({ operator, clock }: Switchboard, type: string, detail: object): Promise<void> {
  await putEvents(operator, [
    {
      EventBusName: operator.settings.hubBus,
      Source: 'stocktake',
      DetailType: type,
      Time: new Date(clock.now()),
      Detail: JSON.stringify(detail),
    },
  ]);
  await clock.advance(5_000);
}

const undelivered = `arn:aws:cloudwatch:${REGION}:${MEMBER}:alarm:stocktake-undelivered`;

/** A member cannot forward events. */
export async function soundMemberAlarm({ organization, clock }: Switchboard): Promise<void> {
  organization.machines.alarms.raise(undelivered);
  await clock.advance(5_000);
}

/** An alarm of the hub itself goes off, or is over. */
export async function turnHubAlarm(
  { organization, clock }: Switchboard,
  turn: 'raise' | 'clear',
): Promise<void> {
  organization.machines.alarms[turn]('stocktake-heartbeat');
  await clock.advance(5_000);
}

/** The mails, each as its reader sees it. */
export function mails({ organization }: Switchboard): readonly string[] {
  return organization.machines.topics.mails(topic('stocktake-alerts')).map(({ text }) => text);
}

/** What Amazon Q is given to show. */
export function chatNotes({ organization }: Switchboard): readonly string[] {
  const published = organization.machines.topics.published(topic('stocktake-chat'));
  return published.map(({ message }) => message);
}

/** The requests to an API destination: `slack`, `teams`, `pagerduty`, `webhook`. */
export function requests({ organization }: Switchboard, channel: string) {
  return organization.machines.webhooks.sent(`stocktake-${channel}`);
}

/** The items in OpsCenter, without what OpsCenter itself adds. */
export function opsItems({ organization }: Switchboard): readonly object[] {
  return organization.machines.opsItems.all().map(({ id, createdAt, status, ...item }) => item);
}

/** Why notices could not be told. */
export function untold({ organization }: Switchboard): readonly string[] {
  const queue = organization.machines.queues.find(`arn:aws:sqs:${REGION}:${HUB}:stocktake-untold`);
  const letters = queue?.messages() ?? [];
  return letters.map(({ attributes }) => attributes.ERROR_MESSAGE?.StringValue ?? '');
}

function topic(name: string): string {
  return `arn:aws:sns:${REGION}:${HUB}:${name}`;
}
