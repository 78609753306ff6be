import { ageText } from '../../../rules/age.ts';
import { incidentKinds } from '../../../rules/incident-kinds.ts';
import { listed } from '../../../rules/listed.ts';
import type { IncidentStatus } from '../open-incidents.ts';
import type { Screen } from '../world.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';

const SHOWN_AT_MOST = 10;

interface Now {
  /** ISO 8601. */
  readonly at: string;
  readonly incidents: readonly IncidentStatus[];
}

/** The open incidents for people: what, since when, whom, and what to type. The oldest first. */
export function incidentLines(screen: Screen, { at, incidents }: Now): string[] {
  if (incidents.length === 0) return ['No open incidents.'];
  const shown = incidents.slice(0, SHOWN_AT_MOST);
  const rest = incidents.length - shown.length;
  return [
    paint(screen, 'underline', 'Open incidents'),
    ...shown.flatMap((incident) => linesOf(screen, incident, at)),
    ...(rest > 0 ? [`  and ${rest} more, which --json tells`] : []),
  ];
}

function linesOf(screen: Screen, incident: IncidentStatus, at: string): string[] {
  const { since, told, sample, buckets, nextStep } = incident;
  const age = ageText(Date.parse(at) - Date.parse(since));
  return [
    `  ${headlineOf(screen, incident)}`,
    `    for ${age}, since ${since}${told ? '' : '; nobody has been told yet'}`,
    ...(buckets > 0 ? [`    ${paint(screen, 'dim', printable(listed(sample, buckets)))}`] : []),
    ...(buckets > 0 ? [`    ${nextStep}`] : []),
  ];
}

function headlineOf(screen: Screen, { cause, headline, buckets }: IncidentStatus): string {
  const text = paint(screen, 'bold', printable(headline));
  if (buckets === 0)
    return `${paint(screen, 'dim', '·')} ${text}; if that lasts it is over within minutes`;
  const isWarning = incidentKinds[cause].severity === 'warning';
  const mark = isWarning ? paint(screen, 'yellow', '!') : paint(screen, 'red', '✗');
  return `${mark} ${text}`;
}
