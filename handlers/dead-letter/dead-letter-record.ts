import type { SQSRecord } from 'aws-lambda';
import type { KeptLetter } from '../../infra/aws/letters.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { readLetter } from '../letter.ts';
import { type Message, readMessage } from '../messages.ts';

/**
 * A message of the dead-letter queue with all that is known of how it got there.
 *
 * | who sent it                          | what tells                   | cause           |
 * |--------------------------------------|------------------------------|-----------------|
 * | our function, patience spent         | `reason`, `cause`            | the message's   |
 * | EventBridge, for want of a way in    | `ERROR_CODE` (facts D.3)     | `undelivered`   |
 * | SQS, of what cannot be understood    | neither                      | `malformed-message` |
 * | SQS, after the function died over it | neither                      | `unexpected`    |
 *
 * What cannot be understood comes by way of SQS if our function could not send it: it was too long for what we add.
 */
export function readDeadLetter(record: SQSRecord, memberRole: string): KeptLetter {
  const { id, body, trail } = readLetter(record);
  const said = (name: string) => record.messageAttributes[name]?.stringValue;
  const sentAt = Number(record.attributes.SentTimestamp);
  const message = readMessage(body, memberRole);
  const common = { id, body, about: whatItIsAbout(message, body) };
  const firstSeen = trail?.firstSeen ?? sentAt;
  const lastSeen = Date.parse(said('lastSeen') ?? '') || sentAt;
  const times = { firstSeen, lastSeen, attempts: trail?.attempts ?? 1 };
  const reason = said('reason');
  if (reason && trail) return { ...common, ...times, cause: trail.cause, reason };
  if (said('ERROR_CODE')) return { ...common, ...times, ...undelivered(said) };
  if (message.kind === 'malformed') return { ...common, ...times, ...malformed(message.reason) };
  const silence = `the function ended without a word, last while the message was in trouble as ${trail?.cause}`;
  return {
    ...common,
    ...times,
    cause: 'unexpected',
    reason: trail ? silence : 'the function ended over it without a word, every time',
  };
}

function undelivered(said: (name: string) => string | undefined) {
  const why = `${said('ERROR_CODE')}: ${said('ERROR_MESSAGE') ?? ''}`.trim();
  return {
    cause: 'undelivered',
    attempts: Number(said('RETRY_ATTEMPTS') ?? 0) + 1,
    reason: `${why} (${said('RULE_ARN') ?? 'of an unknown rule'})`,
  } as const;
}

function malformed(reason: string) {
  return { cause: 'malformed-message', reason } as const;
}

/** The bucket of a message that can be read; of any other what looks like one, which is good for nothing but to be shown. */
function whatItIsAbout(message: Message, body: string): Partial<BucketRef> {
  if (message.kind === 'sighting') return message.sighting.bucket;
  const [, account] = /"account"\s*:\s*"(\d{12})"/.exec(body) ?? [];
  const [, name] = /"bucket(?:Name)?"\s*:\s*"([A-Za-z0-9][\w.-]{2,62})"/.exec(body) ?? [];
  return { ...(account && { account }), ...(name && { name }) };
}
