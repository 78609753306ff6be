import type { TimelineEvent } from '../../../rules/timeline.ts';
import type { BucketLife } from '../history.ts';
import type { Screen } from '../world.ts';
import { outcomeMark } from './outcome-mark.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/** The life of a bucket for people, the oldest first. */
export function timelineLines(screen: Screen, { bucket, entry, events }: BucketLife): string[] {
  const { account, region, name } = bucket;
  const now = entry ? `  ${outcomeMark(screen, entry.state ?? 'unknown')}` : '';
  const rows = events.flatMap((event) => rowsOf(screen, event));
  return [
    `${paint(screen, 'bold', name)}  ${account} ${region}${now}`,
    ...table(rows, { indent: 2 }),
    '',
  ];
}

function rowsOf(screen: Screen, event: TimelineEvent): string[][] {
  const [first = '', ...more] = sentencesOf(event);
  const title = event.state ? outcomeMark(screen, event.state) : event.event.replace('-', ' ');
  return [[paint(screen, 'dim', event.at), title, first], ...more.map((text) => ['', '', text])];
}

function sentencesOf(event: TimelineEvent): string[] {
  const { by, mandate, changes = [] } = event;
  const done = changes.map(
    ({ action, id, why }) => `${action === 'put' ? '+ put' : '- deleted'} ${id}: ${why}`,
  );
  const texts = [
    ...headOf(event),
    ...(by ? [`${byWhom(event)} ${by}`] : []),
    ...done,
    ...(mandate ? [`mandate ${mandate}`] : []),
  ];
  return texts.map(printable);
}

function headOf({ event, state, before, cause, reason, rule, fault }: TimelineEvent): string[] {
  if (event === 'report') return [fault ? `of ${rule}, but wrong: ${fault}` : `of ${rule} arrived`];
  if (event === 'changed') return ['configurations of ours were changed'];
  const was = before && before !== state ? `was ${before}` : '';
  const why = [cause, reason].filter(Boolean).join(': ');
  const words = [event === 'corrected' ? event : '', was, why].filter(Boolean);
  return words.length > 0 ? [words.join(', ')] : [];
}

function byWhom({ event }: TimelineEvent): string {
  return event === 'created' || event === 'deleted' ? 'by' : 'after a change by';
}
