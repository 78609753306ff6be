import * as z from 'zod';
import { amount, grouped } from './amount.ts';
import { nameOfSpot, type Spot } from './incident.ts';
import { incidentKinds, meaningOf } from './incident-kinds.ts';
import { listed } from './listed.ts';
import type { State } from './outcome.ts';
import { safeText } from './template-safe.ts';

const Text = z.string().min(1);

/**
 * Detail of the events `Inventory Incident Opened`, `… Updated` and `… Closed`, source `stocktake`. Every member is always
 * there and every text fit to be pasted into a JSON template: channels are fed by EventBridge's input transformers, which
 * neither escape nor leave out.
 */
export const InventoryIncident = z
  .object({
    version: z.literal(1),
    id: Text.describe('the same in every event of one incident, and in no other incident'),
    cause: Text,
    severity: z.enum(['security', 'error', 'warning']),
    account: Text.describe('`-` for an incident that is no account’s'),
    accountName: Text,
    rule: Text.describe('`-` for an incident that is no rule’s'),
    headline: Text.max(250).describe('what, where and how many, in one line'),
    meaning: Text.max(500).describe(
      'what the cause means, for whoever has never seen it; of an incident that is over, that it is',
    ),
    said: Text.max(500).describe(
      'what AWS said of the latest of them; `-` of an incident that is over',
    ),
    since: z.iso.datetime(),
    until: Text.describe('when it was over, ISO 8601; `-` while it is not'),
    when: Text.max(100).describe('both of them for people'),
    buckets: z
      .number()
      .int()
      .nonnegative()
      .describe(
        'how many are hit now; of an incident that is over, how many were when it was told last',
      ),
    sample: Text.max(500).describe('names of some of them'),
    creators: Text.max(500).describe('who created them'),
    nextStep: Text.max(250).describe('a command to paste'),
    runbook: Text.describe('the page of docs/runbook.md'),
    pagerDutySeverity: z.enum(['critical', 'error', 'warning', 'info']),
    opsCenterSeverity: z.enum(['1', '2', '3', '4']),
  })
  .readonly();
export type InventoryIncident = z.infer<typeof InventoryIncident>;

/** One that an incident hits: a bucket, a message that names none, or whatever its kind says. */
export interface Hit {
  /** Of a bucket its name, of a message its id, of a region `444444444444/eu-west-1`. */
  readonly name: string;
  /** Whether it is not one of them, but all that S3 would list of an account or of a region of it. */
  readonly isListing?: boolean;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly creator?: string | undefined;
  /** Of a bucket: absent on a message. */
  readonly state?: State | undefined;
  /** Milliseconds since the epoch: since when the bucket is in that state. */
  readonly since?: number | undefined;
}

/** What is known of an incident when it is told. */
export interface IncidentFacts {
  readonly spot: Spot;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Milliseconds since the epoch: when the first of them was given up; absent while all are being retried. */
  readonly failedAt?: number | undefined;
  /** Milliseconds since the epoch; absent while it goes on. */
  readonly until?: number | undefined;
  readonly said?: string | undefined;
  readonly accountName?: string | undefined;
  /** How many are hit; of one that is over, how many were when it was told last. */
  readonly hits: number;
  /** Some of those that are hit; of one that is over, none. */
  readonly sample: readonly Hit[];
}

/** The id of an incident: its spot and when it began, for the same trouble may come again. */
export function incidentId(spot: Spot, since: number): string {
  return `${nameOfSpot(spot)}/${stamp(since)}`;
}

/** Everything that a person needs, in texts that are safe to paste. */
export function incidentDetail(facts: IncidentFacts): InventoryIncident {
  const { spot, since, until, hits, sample } = facts;
  const kind = incidentKinds[spot.cause];
  return {
    version: 1,
    id: incidentId(spot, since),
    cause: spot.cause,
    severity: kind.severity,
    account: spot.account ?? '-',
    accountName: safeText(facts.accountName ?? '', 100),
    rule: spot.rule ?? '-',
    headline: safeText(headline(facts), 250),
    meaning: safeText(meaning(facts), 500),
    said: safeText(until === undefined ? (facts.said ?? '') : '', 500),
    since: iso(since),
    until: until === undefined ? '-' : iso(until),
    when: period(since, until),
    buckets: hits,
    sample: safeText(until === undefined ? namesOf(facts) : 'none any more', 500),
    creators: safeText(listed(creatorsOf(sample)), 500),
    nextStep: safeText(`npm run stocktake -- ${nextStep(facts)}`, 250),
    runbook: `docs/runbook.md#${spot.cause}`,
    ...severities[kind.severity],
  };
}

const severities = {
  security: { pagerDutySeverity: 'critical', opsCenterSeverity: '1' },
  error: { pagerDutySeverity: 'error', opsCenterSeverity: '2' },
  warning: { pagerDutySeverity: 'warning', opsCenterSeverity: '3' },
} as const;

function headline(facts: IncidentFacts): string {
  const { spot, until, failedAt, hits, accountName, sample } = facts;
  const kind = incidentKinds[spot.cause];
  const about = `${kind.title} ${placeOf(spot, accountName)}`;
  if (until !== undefined) return `Over: ${about}`;
  if (hits === 0) return `${about}: nobody is hit any more`;
  if (kind.hits) return `${about}: ${amount(hits, kind.hits)}`;
  return `${about}: ${amount(hits, nounOf(sample))} ${failedAt === undefined ? 'waiting' : 'failed'}`;
}

function nounOf(sample: readonly Hit[]): string {
  const listings = sample.filter(({ isListing }) => isListing).length;
  if (listings > 0) return listings === sample.length ? 'listing' : 'case';
  return sample.every(({ region }) => region !== undefined) ? 'bucket' : 'message';
}

function placeOf({ account, rule }: Spot, accountName: string | undefined): string {
  if (rule !== undefined) return `in rule ${rule}`;
  if (account === undefined) return 'in the organization';
  return accountName ? `in account ${account} (${accountName})` : `in account ${account}`;
}

/** What the trouble means has been told; once it is over, that is what matters. */
function meaning({ spot, until, hits }: IncidentFacts): string {
  if (until === undefined) return meaningOf(spot.cause);
  const extent =
    hits === 0
      ? ''
      : `; ${hits === 1 ? '1 was' : `${grouped(hits)} were`} hit when it was told last`;
  return `All that it hit is well again or gone${extent}.`;
}

function namesOf({ sample, hits }: IncidentFacts): string {
  return listed(
    sample.map(({ name }) => name),
    hits,
  );
}

function creatorsOf(sample: readonly Hit[]): string[] {
  return [...new Set(sample.flatMap(({ creator }) => creator ?? []))];
}

/** After an incident nothing is to be done, but there may be others; nor where nobody is hit any more. */
function nextStep(facts: IncidentFacts): string {
  if (facts.until !== undefined || facts.hits === 0) return 'status';
  return command(incidentKinds[facts.spot.cause].command, facts);
}

/** Words of a command line that stay what they are in a shell; what nobody knows is left for the reader to fill in. */
function command(words: string, { spot, sample: [first] }: IncidentFacts): string {
  const known: Readonly<Record<string, string | undefined>> = {
    account: spot.account ?? first?.account,
    region: first?.region,
    bucket: first?.name,
    rule: spot.rule,
  };
  return words.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    shellSafe(known[name] ?? name.toUpperCase()),
  );
}

function shellSafe(word: string): string {
  return word.replaceAll(/[^\w.:/-]/g, '?');
}

/** `since 2026-11-24 09:00 UTC`, or `from … to …` */
function period(since: number, until: number | undefined): string {
  const end = until === undefined ? '' : ` to ${toTheMinute(until)}`;
  return `${end ? 'from' : 'since'} ${toTheMinute(since)}${end} UTC`;
}

function toTheMinute(at: number): string {
  return iso(at).slice(0, 16).replace('T', ' ');
}

/** To the second: fit for file names and thread ids. */
function stamp(at: number): string {
  return iso(at).replaceAll(/[-:]|\.\d+/g, '');
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** The same as a JSON Schema, for whoever reads the events: published as `docs/events/inventory-incident.schema.json`. */
export function incidentEventJsonSchema(): object {
  return {
    title: 'Inventory Incident',
    description:
      'detail of the EventBridge events `Inventory Incident Opened`, `… Updated` and `… Closed` from the source `stocktake`',
    ...z.toJSONSchema(InventoryIncident),
  };
}
