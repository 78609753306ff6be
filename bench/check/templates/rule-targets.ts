import { type Fields, fieldsOf, listOf } from './reading/fields.ts';
import { resourcesOf } from './reading/resources-of.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** Targets of rules that lose what they cannot deliver, and queues that are fair to nobody. */
export const ruleTargets: TemplateCheck = (document) =>
  resourcesOf(document, 'AWS::Events::Rule').flatMap(({ path, properties }) =>
    listOf(properties.Targets).flatMap((target, index) =>
      faultsOf(fieldsOf(target), `${path}.Targets[${index}]`),
    ),
  );

function faultsOf({ DeadLetterConfig, SqsParameters }: Fields, path: string): readonly Fault[] {
  return [...burialFaults(DeadLetterConfig, path), ...groupFaults(SqsParameters, path)];
}

/** Above all of endpoints that are somebody else's: after a day, or 185 attempts, EventBridge drops an event (AWS facts D.3). */
function burialFaults(config: unknown, path: string): readonly Fault[] {
  if (config !== undefined) return [];
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
