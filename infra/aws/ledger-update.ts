import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { incidentAfter } from '../../rules/incident.ts';
import { stateOf } from '../../rules/outcome.ts';
import { agreementItem } from './agreement-item.ts';
import type { BucketEntry, Observation } from './ledger-item.ts';

/** The incident that the bucket is part of once the observation is written, by the name of its spot. */
export function incidentOf(known: BucketEntry, observation: Observation): string | undefined {
  const { outcome, cause, refusedRule } = observation;
  const { account, incident } = known;
  return incidentAfter(incident, { state: stateOf(outcome), cause, account, rule: refusedRule });
}

/** An update that writes an observation over what is known; `since` moves only when the state does. */
export function updateOf(known: BucketEntry, observation: Observation) {
  const state = stateOf(observation.outcome);
  const checkedAt = new Date(observation.observedAt).toISOString();
  const attributes: Record<string, AttributeValue | undefined> = {
    account: { S: known.account },
    region: { S: known.region },
    bucket: { S: known.bucket },
    state: { S: state },
    outcome: { S: observation.outcome },
    cause: text(observation.cause),
    since: { S: (known.state === state && known.since) || checkedAt },
    checkedAt: { S: checkedAt },
    observedAt: number(observation.observedAt),
    seenAt: number(firstSeen(known) ?? observation.observedAt),
    configuration: text(observation.configuration ?? known.configuration),
    awaits: observation.awaits === undefined ? undefined : number(observation.awaits),
    mandate: text(observation.mandate ?? known.mandate),
    rules: texts(observation.rules),
    surplus: texts(observation.surplus),
    reason: text(observation.reason),
    exemption: agreementItem(observation.exemption),
    incident: text(incidentOf(known, observation)),
    expiresAt: state === 'gone' ? { N: expiry(observation.observedAt) } : undefined,
    ...(observation.goneSince && { deletedAt: { N: wholeSecond(observation.goneSince) } }),
    ...(observation.outcome === 'corrected' && {
      correctedAt: number(observation.observedAt),
    }),
  };
  return asUpdate(attributes);
}

/** `SET` for what has a value, `REMOVE` for what has none; names are aliased because several are reserved words. */
export function asUpdate(attributes: Readonly<Record<string, AttributeValue | undefined>>) {
  const names = Object.keys(attributes);
  const set = names.filter((name) => attributes[name]).map((name) => `#${name} = :${name}`);
  const remove = names.filter((name) => !attributes[name]).map((name) => `#${name}`);
  const values = Object.entries(attributes).flatMap(([name, value]) =>
    value ? [[`:${name}`, value] as const] : [],
  );
  return {
    UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(values),
  };
}

/** A bucket that is gone is remembered for a quarter of a year; the table's TTL counts in seconds. */
function expiry(observedAt: number): string {
  return String(Math.floor(observedAt / 1_000) + 90 * 86_400);
}

/** Event times are whole seconds: a deletion noted more finely would seem later than a creation in the same second. */
function wholeSecond(at: number): string {
  return String(Math.floor(at / 1_000) * 1_000);
}

/** A bucket that was gone is another one when it is seen again. */
function firstSeen({ state, seenAt }: BucketEntry): number | undefined {
  return state === 'gone' ? undefined : seenAt;
}

function number(value: number): AttributeValue {
  return { N: String(value) };
}

function text(value: string | undefined): AttributeValue | undefined {
  return value === undefined ? undefined : { S: value };
}

function texts(values: readonly string[]): AttributeValue {
  return { L: values.map((S) => ({ S })) };
}
