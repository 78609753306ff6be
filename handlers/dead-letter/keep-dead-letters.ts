import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { announceHit } from '../../infra/aws/incidents.ts';
import { recall } from '../../infra/aws/ledger.ts';
import { type KeptLetter, keepLetter } from '../../infra/aws/letters.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { nameOfSpot, type Spot, spotOf } from '../../rules/incident.ts';
import { eachMessage } from '../each-message.ts';
import { logger } from '../telemetry.ts';
import { readDeadLetter } from './dead-letter-record.ts';

/**
 * Keeps each message of the dead-letter queue in the ledger, and makes it part of its incident.
 *
 * @returns the messages that could not be kept: they stay in the queue, whose alarm says so.
 */
export function keepDeadLetters(cloud: Cloud): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  return eachMessage((record) => keep(cloud, record));
}

async function keep(cloud: Cloud, record: SQSRecord): Promise<void> {
  const letter = readDeadLetter(record, cloud.settings.memberRole);
  const spot = spotOf(letter.cause, letter.about);
  const incident = (await isSettled(cloud, letter, spot)) ? undefined : nameOfSpot(spot);
  if (incident) await announceHit(cloud, { spot, isFailed: true, said: letter.reason });
  await keepLetter(cloud, { ...letter, incident });
  const { id, cause, attempts, reason, about } = letter;
  logger.warn('dead letter kept', { id, cause, attempts, reason, ...about, incident });
}

/**
 * Whether the ledger says of the letter's bucket all that there is to say: it is part of the incident itself, or it has been
 * well since, for a letter may come late. Then the letter is no further trouble.
 */
async function isSettled(cloud: Cloud, letter: KeptLetter, spot: Spot): Promise<boolean> {
  const { account, region, name } = letter.about;
  if (!account || !region || !name) return false;
  const { incident, observedAt = 0 } = await recall(cloud, { account, region, name });
  const isWellSince = incident === undefined && observedAt > letter.lastSeen;
  return isWellSince || incident === nameOfSpot(spot);
}
