import * as z from 'zod/mini';
import type { Episode, Told } from '../../infra/aws/incident-notices.ts';
import { type IncidentCause, isIncidentCause } from '../../rules/incident-kinds.ts';
import { parseJson } from '../parse-json.ts';

/** What the queue of notices brings. */
export type NoticeMessage =
  | { readonly kind: 'review' }
  /** The digest of a day is asked for; `at` in milliseconds since the epoch. */
  | { readonly kind: 'digest'; readonly at: number }
  /** A notice that came over the bus: it is out. */
  | { readonly kind: 'receipt'; readonly episode: Episode; readonly told: Told }
  /** So is a digest. */
  | { readonly kind: 'digest-receipt'; readonly day: string; readonly at: number }
  | { readonly kind: 'unknown'; readonly reason: string };

const Envelope = z.object({
  source: z.literal('stocktake'),
  'detail-type': z.string(),
  time: z.iso.datetime({ offset: true }),
  detail: z.record(z.string(), z.unknown()),
});

const Receipt = z.object({
  cause: z.custom<IncidentCause>((text) => typeof text === 'string' && isIncidentCause(text)),
  account: z.string(),
  rule: z.string(),
  since: z.iso.datetime(),
  buckets: z.number(),
});

const DigestReceipt = z.object({ day: z.iso.date() });

const notices: ReadonlyMap<string, Told['notice']> = new Map([
  ['Inventory Incident Opened', 'opened'],
  ['Inventory Incident Updated', 'updated'],
  ['Inventory Incident Closed', 'closed'],
]);

/** Reads the body of a message of that queue: an event of our own, as JSON text. */
export function readNotice(body: string): NoticeMessage {
  const envelope = Envelope.safeParse(parseJson(body));
  if (!envelope.success) return { kind: 'unknown', reason: 'no event of ours' };
  const { 'detail-type': type, time, detail } = envelope.data;
  const at = Date.parse(time);
  if (type === 'Incident Review Requested') return { kind: 'review' };
  if (type === 'Digest Requested') return { kind: 'digest', at };
  const receipt = readIncident(type, at, detail) ?? readDigest(type, at, detail);
  return receipt ?? { kind: 'unknown', reason: `nothing here reads "${type}"` };
}

function readIncident(type: string, at: number, detail: unknown): NoticeMessage | undefined {
  const notice = notices.get(type);
  const receipt = Receipt.safeParse(detail);
  if (!notice || !receipt.success) return undefined;
  const { since, buckets } = receipt.data;
  const episode = { spot: spotIn(receipt.data), since: Date.parse(since) };
  return { kind: 'receipt', episode, told: { notice, at, hits: buckets } };
}

function readDigest(type: string, at: number, detail: unknown): NoticeMessage | undefined {
  const receipt = DigestReceipt.safeParse(detail);
  if (type !== 'Inventory Digest' || !receipt.success) return undefined;
  return { kind: 'digest-receipt', day: receipt.data.day, at };
}

/** `-` stands for what an incident has not: in an event every text is there. */
function spotIn({ cause, account, rule }: z.infer<typeof Receipt>): Episode['spot'] {
  return {
    cause,
    ...(account !== '-' && { account }),
    ...(rule !== '-' && { rule }),
  };
}
