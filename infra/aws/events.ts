import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { Cloud } from '../cloud.ts';

// Kept apart from announce.ts so that a function that has nothing to tell never loads this client.

/**
 * Puts up to ten entries.
 *
 * @returns a line for every entry that was refused.
 * @throws EventBridge's errors.
 */
export async function putEvents(cloud: Cloud, entries: PutEventsRequestEntry[]): Promise<string[]> {
  const answer = await cloud
    .hub(EventBridgeClient)
    .send(new PutEventsCommand({ Entries: entries }));
  if (!answer.FailedEntryCount) return [];
  return (answer.Entries ?? []).flatMap(({ ErrorCode, ErrorMessage }) =>
    ErrorCode ? [`${ErrorCode} ${ErrorMessage ?? ''}`.trim()] : [],
  );
}
