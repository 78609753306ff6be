import type { Message, Queue, QueueSettings } from './queue.ts';

/**
 * The attributes of a queue as GetQueueAttributes gives them: all of them texts.
 *
 * @param now milliseconds since the epoch.
 */
export function queueAttributes(queue: Queue, now: number): Record<string, string> {
  const { settings } = queue;
  const counts = countMessages(queue.messages(), now);
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(settings.visibilityTimeout),
    DelaySeconds: String(settings.delay),
    MessageRetentionPeriod: String(settings.retention),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWait),
    MaximumMessageSize: '1048576',
    SqsManagedSseEnabled: String(settings.isEncrypted ?? true),
    ...policyAttribute(settings),
    ...(settings.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: settings.redrive.targetArn,
        maxReceiveCount: settings.redrive.maxReceiveCount,
      }),
    }),
  };
}

function policyAttribute({ policies }: QueueSettings): { readonly Policy?: string } {
  const statements = policies.flatMap(({ Statement }) => Statement);
  if (statements.length === 0) return {};
  return { Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) };
}

function countMessages(messages: readonly Message[], now: number) {
  const hidden = messages.filter(({ visibleAt }) => visibleAt > now);
  const inFlight = hidden.filter(({ receiveCount }) => receiveCount > 0).length;
  return {
    visible: messages.length - hidden.length,
    inFlight,
    delayed: hidden.length - inFlight,
  };
}
