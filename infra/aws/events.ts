import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { Cloud } from '../cloud.ts';
import { withoutRetry } from './retry.ts';

// Kept apart from announce.ts so that a function that has nothing to tell never loads this client.

/**
 * Puts up to ten entries.
 *
 * @returns a line for every entry that was refused.
 * @throws EventBridge's errors.
 */
export function putEvents(cloud: Cloud, entries: PutEventsRequestEntry[]): Promise<string[]> {
  return put(cloud.hub(EventBridgeClient), entries);
}

/** A client that leaves it to others to decide whether a call is made again. */
class SingleAttemptClient extends EventBridgeClient {
  constructor(configuration: EventBridgeClientConfig) {
    super(withoutRetry(configuration));
  }
}

/** The same, sent a single time: an answer that gets lost is not followed by a second event. */
export function putEventsOnce(cloud: Cloud, entries: PutEventsRequestEntry[]): Promise<string[]> {
  return put(cloud.hub(SingleAttemptClient), entries);
}

async function put(client: EventBridgeClient, entries: PutEventsRequestEntry[]): Promise<string[]> {
  const answer = await client.send(new PutEventsCommand({ Entries: entries }));
  if (!answer.FailedEntryCount) return [];
  return (answer.Entries ?? []).flatMap(({ ErrorCode, ErrorMessage }) =>
    ErrorCode ? [`${ErrorCode} ${ErrorMessage ?? ''}`.trim()] : [],
  );
}
