import type { Document } from './reading/document.ts';
import { type Fields, fieldsOf, listOf } from './reading/fields.ts';
import { referencesIn } from './reading/references.ts';
import { resourcesOf } from './reading/resources-of.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** Targets of rules that lose what they cannot deliver, and queues that are fair to nobody. */
export const ruleTargets: TemplateCheck = (document) =>
  resourcesOf(document, 'AWS::Events::Rule').flatMap(({ path, properties }) =>
    listOf(properties.Targets).flatMap((target, index) =>
      faultsOf(fieldsOf(target), `${path}.Targets[${index}]`, document),
    ),
  );

function faultsOf(target: Fields, path: string, document: Document): readonly Fault[] {
  return [...burialFaults(target, path, document), ...groupFaults(target.SqsParameters, path)];
}

/**
 * After a day, or 185 attempts, EventBridge drops an event (AWS facts D.3). What goes to the bus of another template is that
 * template's to say: the alarm about a dead-letter queue has nowhere else to go.
 */
function burialFaults(
  { Arn, DeadLetterConfig }: Fields,
  path: string,
  { resources }: Document,
): readonly Fault[] {
  const isOurs = referencesIn(Arn).some(({ name }) => name in resources);
  const isOpsItem = String(JSON.stringify(Arn)).includes(':opsitem');
  if (DeadLetterConfig !== undefined || !(isOurs || isOpsItem)) return [];
  const text = 'what cannot be delivered would be lost; expected one';
  return [{ path: `${path}.DeadLetterConfig`, text }];
}

/** One group is one tenant: then there is nobody to be fair to. */
function groupFaults(parameters: unknown, path: string): readonly Fault[] {
  const { MessageGroupId: group } = fieldsOf(parameters);
  if (group === undefined || String(group).startsWith('$.')) return [];
  const text = 'all messages would be in one group; expected a path such as $.account';
  return [{ path: `${path}.SqsParameters.MessageGroupId`, text }];
}
