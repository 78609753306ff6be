import type { Document } from './reading/document.ts';
import { listOf } from './reading/fields.ts';
import { referencesIn } from './reading/references.ts';
import { type Resource, resourcesOf } from './reading/resources-of.ts';
import { standIn } from './reading/stand-in.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

const METRIC = 'AWS::CloudWatch::Alarm';
const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';

/** Alarms that nobody hears, that nobody understands, or that leave open what silence means. */
export const alarms: TemplateCheck = (document) => [
  ...resourcesOf(document, METRIC).flatMap(silenceFaults),
  ...resourcesOf(document, METRIC, COMPOSITE).flatMap(descriptionFaults),
  ...unheardFaults(document),
];

function silenceFaults({ path, properties }: Resource): readonly Fault[] {
  if (properties.TreatMissingData) return [];
  return [{ path: `${path}.TreatMissingData`, text: 'expected what a lack of data means' }];
}

function descriptionFaults({ path, properties }: Resource): readonly Fault[] {
  if (properties.AlarmDescription) return [];
  return [{ path: `${path}.AlarmDescription`, text: 'expected what to do when it goes off' }];
}

function unheardFaults(document: Document): readonly Fault[] {
  const composites = resourcesOf(document, COMPOSITE);
  return resourcesOf(document, METRIC, COMPOSITE)
    .filter((alarm) => !hasActions(alarm) && !isPartOfOne(alarm, composites, document))
    .filter((alarm) => !isHeardByRule(alarm, document) && !isSumOfHeard(alarm, document))
    .map(({ path }) => ({
      path,
      text: 'expected AlarmActions, a composite alarm it is part of, or a rule that hears it',
    }));
}

function hasActions({ properties }: Resource): boolean {
  return properties.ActionsEnabled !== false && listOf(properties.AlarmActions).length > 0;
}

/** Every change of state is an event on the default bus: a rule of the same template may take it somewhere. */
function isHeardByRule({ id }: Resource, document: Document): boolean {
  return resourcesOf(document, 'AWS::Events::Rule').some(
    ({ properties: { EventPattern: pattern } }) =>
      referencesIn(pattern).some((reference) => reference.name === id),
  );
}

/** A composite may only sum up alarms that tell people themselves. */
function isSumOfHeard({ properties: { AlarmRule: rule } }: Resource, document: Document): boolean {
  const parts = referencesIn(rule).map(({ name }) => name);
  const alarms = resourcesOf(document, METRIC).filter(({ id }) => parts.includes(id));
  return alarms.length > 0 && alarms.every(hasActions);
}

/** A composite names an alarm by reference, or by its name in quotes. */
function isPartOfOne(
  { id, properties }: Resource,
  composites: readonly Resource[],
  document: Document,
): boolean {
  const name = standIn(properties.AlarmName, document);
  return composites.some(({ properties: { AlarmRule: rule } }) => {
    const isReferred = referencesIn(rule).some((reference) => reference.name === id);
    return isReferred || (name && String(standIn(rule, document)).includes(`(${String(name)})`));
  });
}
