import type { Document } from './reading/document.ts';
import { everyPlace, type Place } from './reading/every-place.ts';
import { fieldsOf } from './reading/fields.ts';
import { resourcesOf } from './reading/resources-of.ts';
import { standIn } from './reading/stand-in.ts';
import { scheduleTrouble } from './schedule-trouble.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** Times of rules and schedules that would be refused when they are deployed. */
export const schedules: TemplateCheck = (document) =>
  resourcesOf(document)
    .flatMap(({ path, properties }) => everyPlace(properties, path))
    .flatMap((place) => [...expressionFaults(place, document), ...zoneFaults(place, document)]);

function expressionFaults({ path, node }: Place, document: Document): readonly Fault[] {
  const { Type, Properties, ScheduleExpression } = fieldsOf(node);
  const isOfSam = Type === 'Schedule';
  const expression = isOfSam ? fieldsOf(Properties).Schedule : ScheduleExpression;
  if (expression === undefined || isUnknown(expression, document)) return [];
  const trouble = scheduleTrouble(String(standIn(expression, document)));
  const key = isOfSam ? 'Properties.Schedule' : 'ScheduleExpression';
  return trouble ? [{ path: `${path}.${key}`, text: trouble }] : [];
}

/** Whoever deploys the template chooses it all. */
function isUnknown(expression: unknown, { parameters }: Document): boolean {
  const { Ref } = fieldsOf(expression);
  return typeof Ref === 'string' && !parameters[Ref]?.Default;
}

function zoneFaults({ path, node }: Place, document: Document): readonly Fault[] {
  const zone = fieldsOf(node).ScheduleExpressionTimezone;
  if (zone === undefined || isUnknown(zone, document)) return [];
  const name = String(standIn(zone, document));
  if (isTimeZone(name)) return [];
  const text = `"${name}" is no time zone; expected one such as Europe/Berlin`;
  return [{ path: `${path}.ScheduleExpressionTimezone`, text }];
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
