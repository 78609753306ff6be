import * as z from 'zod';

/** What a channel shows of a notification. */
export interface CustomNotification {
  readonly title?: string | undefined;
  readonly description: string;
  readonly nextSteps: readonly string[];
  readonly keywords: readonly string[];
  readonly threadId?: string | undefined;
  readonly summary?: string | undefined;
}

/** Source: SAM facts E.2 and https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html */
const Notification = z.strictObject({
  version: z.literal('1.0'),
  source: z.literal('custom'),
  id: z.string().optional(),
  content: z.strictObject({
    textType: z.literal('client-markdown').optional(),
    title: z.string().max(250).optional(),
    description: z.string().min(1).max(8_000),
    nextSteps: z.array(z.string()).max(10).default([]),
    keywords: z.array(z.string()).default([]),
  }),
  metadata: z
    .strictObject({
      threadId: z.string().optional(),
      summary: z.string().optional(),
      eventType: z.string().optional(),
      relatedResources: z.array(z.string()).optional(),
      additionalContext: z.record(z.string(), z.string()).optional(),
      enableCustomActions: z.boolean().optional(),
    })
    .default({}),
});

/** Undefined for a text that is none. */
export function readNotification(text: string): CustomNotification | undefined {
  const { data } = Notification.safeParse(jsonOf(text));
  if (!data) return undefined;
  const { title, description, nextSteps, keywords } = data.content;
  const { threadId, summary } = data.metadata;
  return { title, description, nextSteps, keywords, threadId, summary };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
