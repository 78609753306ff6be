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
    .map(({ path }) => ({
      path,
      text: 'expected AlarmActions, or a composite alarm it is part of',
    }));
}

function hasActions({ properties }: Resource): boolean {
  return properties.ActionsEnabled !== false && listOf(properties.AlarmActions).length > 0;
}

/** A rule names an alarm by reference, or by its name in quotes. */
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
